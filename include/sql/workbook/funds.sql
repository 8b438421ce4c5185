-- Public funds by project, source and document number, as the finance bureau booked them; each project's sum below.
-- One row per lot, and one per project. Yuan, cumulative.
with lots as (

    select
        performance.serial_number,
        performance.project_name,
        behind.about as lot,
        max(behind.figure) filter (where behind.column_name = 'allocated_amount') as allocated_amount,
        max(behind.figure) filter (where behind.column_name = 'arrived_amount') as arrived_amount,
        max(behind.figure) filter (where behind.column_name = 'paid_amount') as paid_amount,
        max(behind.cutoff_date) as cutoff_date
    from marts.project_performance as performance
    cross join lateral marts.lines_behind(performance.project_code, performance.as_of_date) as behind
    where
        performance.as_of_date = :as_of_date
        and behind.form = 'spending'
        and behind.unit_type = 'finance_bureau'
    group by performance.serial_number, performance.project_name, behind.about

),

with_sums as (

    select
        lots.serial_number,
        lots.project_name,
        lots.lot,
        max(lots.cutoff_date) as cutoff_date,
        sum(lots.allocated_amount) as allocated_amount,
        sum(lots.arrived_amount) as arrived_amount,
        sum(lots.paid_amount) as paid_amount,
        grouping(lots.lot) = 1 as is_sum
    from lots
    group by grouping sets ((lots.serial_number, lots.project_name, lots.lot), (lots.serial_number, lots.project_name))

)

select
    with_sums.*,
    with_sums.arrived_amount - with_sums.paid_amount as balance_amount,
    with_sums.arrived_amount / nullif(with_sums.allocated_amount, 0) as arrival_ratio,
    with_sums.paid_amount / nullif(with_sums.arrived_amount, 0) as funding_use_ratio,
    with_sums.paid_amount / nullif(with_sums.allocated_amount, 0) as payment_ratio
from with_sums
order by with_sums.serial_number asc, with_sums.is_sum asc, with_sums.lot asc
