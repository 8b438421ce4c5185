-- Public money by project: allocated, arrived, paid, and its rates.
-- One row per project. A project that the finance bureau has not spoken of is not reported, which is not 0.
select
    performance.project_name,
    totals.allocated_amount,
    totals.arrived_amount,
    totals.paid_amount,
    totals.arrival_ratio,
    totals.funding_use_ratio,
    totals.payment_ratio,
    totals.budget_execution_ratio
from /* schema */.project_performance as performance
inner join pg_temp.evaluation as evaluation on performance.as_of_date = evaluation.as_of_date
left join /* schema */.funding_totals as totals
    on
        performance.as_of_date = totals.as_of_date
        and performance.project_code = totals.project_code
        and totals.scope = 'project'
        and totals.series = 'public_funds'
order by performance.serial_number
