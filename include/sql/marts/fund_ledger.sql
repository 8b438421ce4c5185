-- The ledger of money by lot: allocated (下达), arrived (到位), paid (支付), left over (结转结余), its age and what is due.
-- One row per project, funding source, document, series and as-of date; of a lot without a project one under `all`,
-- which is the whole programme's and holds what returns say of its document: never added to the projects' rows. Yuan,
-- cumulative. Left over = 上年结转 + 到位 − 支出, which over cumulative figures is arrived less paid; below zero it is
-- overdrawn and marked. Age is whole calendar years since the lot's year: 结转 in its first, 预警 from the policy's warning
-- age, 应收回 from its return age; of an audited project all that is left is 结余 (surplus). Whether a due lot is overdue is
-- not known before its arrival is reported. Payments outside the earmark are those a person must rule on.
-- Scope: one project.
with lots as (

    select
        projects_lots.project_code,
        projects_lots.source_code,
        projects_lots.document_number,
        projects_lots.series,
        projects_lots.allocated_amount,
        projects_lots.arrived_amount,
        projects_lots.paid_amount,
        projects_lots.last_report_date,
        projects_lots.planned_amount,
        projects_lots.due_date,
        projects_lots.is_direct,
        projects_lots.income_code,
        projects_lots.function_code,
        projects_lots.lot_year,
        projects_lots.lot_age_years,
        projects_lots.balance_amount,
        projects_lots.is_due,
        projects_lots.arrived_by_due_date_amount,
        projects_lots.carried_in_amount,
        projects.project_name
    from int_fund_lots as projects_lots
    inner join stg_plan_projects as projects on projects_lots.project_code = projects.project_code
    union all
    select
        programme_lots.*,
        null as project_name
    from int_programme_lots as programme_lots

),

payments as (

    select
        payments.project_code,
        payments.source_code,
        payments.document_number,
        sum(payments.payment_amount) as voucher_amount,
        coalesce(sum(payments.payment_amount) filter (where payments.is_outside_earmark), 0) as outside_earmark_amount
    from int_payments_in_force as payments
    group by payments.project_code, payments.source_code, payments.document_number

),

described as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version,
        lots.project_code,
        lots.project_name,
        lots.source_code,
        sources.source_name,
        lots.document_number,
        lots.series,
        lots.allocated_amount,
        lots.arrived_amount,
        lots.paid_amount,
        lots.carried_in_amount,
        lots.balance_amount,
        lots.planned_amount,
        lots.due_date,
        coalesce(lots.is_due, false) as is_due,
        case when lots.is_due then lots.arrived_by_due_date_amount end as timely_arrived_amount,
        coalesce(lots.is_due, false) and lots.planned_amount > lots.arrived_amount as is_arrival_overdue,
        payments.voucher_amount,
        payments.outside_earmark_amount,
        lots.lot_year,
        lots.lot_age_years,
        case
            when lots.balance_amount is null then 'not_reported'
            when lots.balance_amount < 0 then 'overdrawn'
            when lots.balance_amount = 0 then 'spent'
            when budgets.is_audited then 'surplus'
            when lots.lot_age_years is null then 'lot_year_unknown'
            when lots.lot_age_years >= policy.carry_return_age_years then 'to_be_returned'
            when lots.lot_age_years >= policy.carry_warning_age_years then 'warning'
            else 'carried_over'
        end as carry_status,
        lots.is_direct,
        lots.income_code,
        lots.function_code,
        lots.last_report_date
    from lots
    cross join evaluation
    cross join int_policy_in_force as policy
    inner join raw.plan_funding_sources as sources
        on lots.source_code = sources.source_code and evaluation.plan_version = sources.plan_version
    left join int_project_budget as budgets on lots.project_code = budgets.project_code
    left join payments
        on
            lots.series = 'public_funds'
            and lots.project_code = payments.project_code
            and lots.source_code = payments.source_code
            and lots.document_number = payments.document_number

)

select * from described
