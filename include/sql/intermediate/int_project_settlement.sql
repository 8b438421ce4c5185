-- Payments held against the work done, and what the audit saved. Shares of 1.
-- One row per project. Overpaid: paid more than the policy's share of the investment done, also of none. Underpaid:
-- less than its share, of a contract signed from the policy's day on; without the contract's day in the plan nobody can
-- tell.
-- Cost saved (成本节约率) = (budget − audited final account) ÷ budget, only once the final account is audited.
-- Source: 财建〔2022〕183号 (progress payments of at least 80 %); 财预〔2020〕10号 成本节约率.
-- Scope: one project.
with joined as (

    select
        schedule.project_code,
        schedule.contract_signed_date,
        schedule.paid_to_work_ratio,
        schedule.actual_cost_amount,
        schedule.investment_done_amount,
        budgets.is_audited,
        budgets.final_account_amount,
        (budgets.budget_amount - budgets.final_account_amount) / nullif(budgets.budget_amount, 0) as cost_saving_ratio,
        policy.overpaid_ratio,
        policy.underpaid_ratio,
        policy.underpaid_from_signed_date
    from int_project_schedule as schedule
    cross join int_policy_in_force as policy
    inner join int_project_budget as budgets on schedule.project_code = budgets.project_code

),

judged as (

    select
        joined.project_code,
        joined.contract_signed_date,
        joined.cost_saving_ratio,
        case
            when joined.cost_saving_ratio is not null then null
            when joined.is_audited and joined.final_account_amount is null then 'audited_amount_missing'
            when joined.is_audited then 'nothing_budgeted'
            else 'not_audited'
        end as cost_saving_reason,
        case
            when joined.actual_cost_amount > joined.overpaid_ratio * joined.investment_done_amount then 'overpaid'
            when joined.paid_to_work_ratio is null then 'not_known'
            when joined.paid_to_work_ratio >= joined.underpaid_ratio then 'within'
            when joined.contract_signed_date is null then 'contract_date_unknown'
            when joined.contract_signed_date >= joined.underpaid_from_signed_date then 'underpaid'
            else 'within'
        end as payment_to_work_status
    from joined

)

select * from judged
