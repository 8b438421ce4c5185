-- Fund lots without a project, which are the whole programme's: what the plan knows of them, and what returns say of
-- their document. Yuan, cumulative. An amount is known where each project that a return names under it tells it; none
-- is where no return names the document.
-- One row per funding source and document of such a lot, under the project code `all`.
-- Scope: one project.
with joined as (

    select
        lots.*,
        case when sums.unknown_allocated_count = 0 then sums.allocated_amount end as allocated_amount,
        case when sums.unknown_arrived_count = 0 then sums.arrived_amount end as arrived_amount,
        case when sums.unknown_paid_count = 0 then sums.paid_amount end as paid_amount,
        case when sums.unknown_carried_in_count = 0 then sums.carried_in_amount end as carried_in_amount,
        case when sums.unknown_by_due_date_count = 0 then sums.arrived_by_due_date_amount end
            as arrived_by_due_date_amount,
        sums.last_report_date
    from stg_fund_lots as lots
    left join int_programme_lot_sums as sums
        on lots.source_code = sums.source_code and lots.document_number = sums.document_number
    where lots.project_code is null

)

select
    'all' as project_code,
    joined.source_code,
    joined.document_number,
    'public_funds' as series,
    joined.allocated_amount,
    joined.arrived_amount,
    joined.paid_amount,
    joined.last_report_date,
    joined.planned_amount,
    joined.due_date,
    joined.is_direct,
    joined.income_code,
    joined.function_code,
    joined.lot_year,
    extract(year from evaluation.as_of_date)::integer - joined.lot_year as lot_age_years,
    joined.arrived_amount - joined.paid_amount as balance_amount,
    joined.due_date <= evaluation.as_of_date as is_due,
    joined.arrived_by_due_date_amount,
    joined.carried_in_amount
from joined
cross join evaluation
