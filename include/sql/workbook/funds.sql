-- Public funds by project, source and document number, as the finance bureau booked them; each project's sum below.
-- One row per lot, one per project, and the programme's last. Yuan, cumulative. Rates and what is left over of sums are
-- those of funding_totals.
with lots as (

    select
        performance.serial_number,
        ledger.project_code,
        ledger.project_name,
        ledger.source_name || ' ' || ledger.document_number as lot,
        ledger.allocated_amount,
        ledger.arrived_amount,
        ledger.paid_amount,
        ledger.balance_amount,
        ledger.lot_age_years,
        ledger.carry_status,
        ledger.last_report_date
    from marts.fund_ledger as ledger
    inner join marts.project_performance as performance
        on ledger.project_code = performance.project_code and ledger.as_of_date = performance.as_of_date
    where ledger.as_of_date = :as_of_date and ledger.series = 'public_funds'

),

with_sums as (

    select
        lots.serial_number,
        coalesce(lots.project_code, 'all') as project_code,
        lots.project_name,
        lots.lot,
        lots.lot_age_years,
        lots.carry_status,
        max(lots.last_report_date) as last_report_date,
        sum(lots.allocated_amount) as allocated_amount,
        sum(lots.arrived_amount) as arrived_amount,
        sum(lots.paid_amount) as paid_amount,
        sum(lots.balance_amount) as balance_amount,
        case grouping(lots.lot, lots.project_name) when 2 then 'project' when 3 then 'programme' end as sum_of
    from lots
    group by
        grouping sets (
            (
                lots.serial_number, lots.project_code, lots.project_name, lots.lot, lots.lot_age_years,
                lots.carry_status
            ),
            (lots.serial_number, lots.project_code, lots.project_name),
            ()
        )

)

select
    with_sums.serial_number,
    with_sums.project_name,
    with_sums.lot,
    with_sums.lot_age_years,
    with_sums.carry_status,
    with_sums.last_report_date,
    with_sums.allocated_amount,
    with_sums.arrived_amount,
    with_sums.paid_amount,
    with_sums.sum_of,
    case when with_sums.sum_of is null then with_sums.balance_amount else totals.balance_amount end as balance_amount,
    case
        when with_sums.sum_of is null then with_sums.arrived_amount / nullif(with_sums.allocated_amount, 0)
        else totals.arrival_ratio
    end as arrival_ratio,
    case
        when with_sums.sum_of is null then with_sums.paid_amount / nullif(with_sums.arrived_amount, 0)
        else totals.funding_use_ratio
    end as funding_use_ratio,
    case
        when with_sums.sum_of is null then with_sums.paid_amount / nullif(with_sums.allocated_amount, 0)
        else totals.payment_ratio
    end as payment_ratio
from with_sums
left join marts.funding_totals as totals
    on
        with_sums.sum_of = totals.scope
        and with_sums.project_code = totals.project_code
        and totals.source_code = 'all'
        and totals.series = 'public_funds'
        and totals.as_of_date = :as_of_date
where exists (select 1 from lots)
order by with_sums.serial_number asc nulls last, with_sums.sum_of asc nulls first, with_sums.lot asc
