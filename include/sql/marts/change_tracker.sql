-- Changes of each project against its approved estimate (批复概算): C = contract + confirmed + proposed changes, beside E.
-- One row per project and as-of date. Yuan, cumulative. Headroom = E − C. Equality is inside the estimate; above it the
-- change needs approval anew before it counts. Where no estimate is recorded (概算待录) the plan's investment stands in,
-- with that as its status. An estimate above the plan by more than the policy's share is marked.
-- Source: 四（四）5; 政府投资条例 (the approved estimate is the limit).
-- Scope: one project.
with summed as (

    select
        changes.project_code,
        count(*) as changes_count,
        max(changes.contract_amount) filter (where changes.is_newest) as contract_amount,
        max(changes.confirmed_changes_amount) filter (where changes.is_newest) as confirmed_changes_amount,
        coalesce(sum(changes.proposed_change_amount) filter (where changes.is_proposed), 0) as proposed_changes_amount,
        max(changes.reapproval_document_number) filter (where changes.is_newest) as reapproval_document_number,
        max(changes.cutoff_date) as last_report_date
    from int_changes_in_force as changes
    group by changes.project_code

),

compared as (

    select
        budgets.project_code,
        budgets.plan_investment_amount,
        budgets.approved_estimate_amount,
        budgets.budget_amount as estimate_amount,
        budgets.budget_basis as estimate_basis,
        coalesce(
            budgets.approved_estimate_amount > budgets.plan_investment_amount * (1 + policy.over_plan_ratio), false
        ) as is_estimate_over_plan,
        coalesce(summed.changes_count, 0) as changes_count,
        summed.contract_amount,
        summed.confirmed_changes_amount,
        summed.proposed_changes_amount,
        summed.contract_amount + summed.confirmed_changes_amount + summed.proposed_changes_amount as cumulative_amount,
        summed.reapproval_document_number,
        summed.last_report_date
    from int_project_budget as budgets
    cross join int_policy_in_force as policy
    left join summed on budgets.project_code = summed.project_code

),

judged as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version,
        projects.project_name,
        compared.*,
        compared.estimate_amount - compared.cumulative_amount as headroom_amount,
        coalesce(
            compared.cumulative_amount > compared.estimate_amount and compared.reapproval_document_number is null, false
        ) as needs_reapproval,
        case
            when compared.changes_count = 0 then 'no_change_reported'
            when compared.approved_estimate_amount is null then 'estimate_missing'
            when compared.cumulative_amount <= compared.estimate_amount then 'inside_estimate'
            when compared.reapproval_document_number is not null then 'reapproved'
            else 'needs_reapproval'
        end as status
    from compared
    cross join evaluation
    inner join stg_plan_projects as projects on compared.project_code = projects.project_code

)

select * from judged
