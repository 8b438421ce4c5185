-- What each project may cost, in three fields that are never mixed: the plan's investment, the approved estimate
-- (批复概算) and the audited final account (决算). Yuan.
-- One row per project. The budget is the newest approved estimate known by then, else the plan's investment; which of
-- the two is its basis. The final account is what the newest word on the audit says, once that has happened.
-- Source: 四（四）2 and 5.
-- Scope: one project.
with named as (

    select
        lines.project_code,
        milestones.milestone_role,
        lines.approved_estimate_amount,
        lines.event_date,
        lines.cutoff_date,
        lines.received_at,
        lines.line_id
    from stg_approvals_lines as lines
    cross join evaluation
    inner join raw.plan_milestones as milestones
        on
            lines.milestone_code = milestones.milestone_code
            and evaluation.plan_version = milestones.plan_version
    where lines.event_date <= evaluation.as_of_date

),

estimates as (

    select distinct on (named.project_code)
        named.project_code,
        named.approved_estimate_amount
    from named
    where named.milestone_role = 'design_approval' and named.approved_estimate_amount is not null
    order by
        named.project_code asc,
        named.event_date desc,
        named.cutoff_date desc,
        named.received_at desc,
        named.line_id desc

),

final_accounts as (

    select
        held.project_code,
        held.audited_amount as final_account_amount
    from int_milestones_held as held
    where held.milestone_role = 'audit'

),

joined as (

    select
        projects.project_code,
        projects.plan_investment_amount,
        estimates.approved_estimate_amount,
        final_accounts.project_code is not null as is_audited,
        final_accounts.final_account_amount,
        coalesce(estimates.approved_estimate_amount, projects.plan_investment_amount) as budget_amount,
        case
            when estimates.approved_estimate_amount is not null then 'approved_estimate'
            else 'plan_investment'
        end as budget_basis
    from stg_plan_projects as projects
    left join estimates on projects.project_code = estimates.project_code
    left join final_accounts on projects.project_code = final_accounts.project_code

)

select * from joined
