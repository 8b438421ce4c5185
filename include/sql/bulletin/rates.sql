-- The programme's rates of public money, each with its fraction.
-- One row per rate. Yuan, shares of 1. A rate that cannot be known says so.
with totals as (

    select totals.*
    from /* schema */.funding_totals as totals
    inner join pg_temp.evaluation as evaluation on totals.as_of_date = evaluation.as_of_date
    where totals.scope = 'programme' and totals.series = 'public_funds'

),

rates as (

    select rates.*
    from pg_temp.evaluation as evaluation
    left join totals on evaluation.as_of_date = totals.as_of_date
    cross join lateral (
        values
        (1, 'arrival', totals.arrived_amount, totals.allocated_amount, totals.arrival_ratio),
        (2, 'use', totals.paid_amount, totals.arrived_amount, totals.funding_use_ratio),
        (3, 'payment', totals.paid_amount, totals.allocated_amount, totals.payment_ratio),
        (4, 'execution', totals.executed_amount, totals.adjusted_budget_amount, totals.budget_execution_ratio)
    ) as rates (place, rate, numerator_amount, denominator_amount, rate_ratio)

)

select
    rates.rate || case when rates.rate_ratio is null then '_unknown' else '' end as sentence,
    rates.numerator_amount,
    rates.denominator_amount,
    rates.rate_ratio
from rates
order by rates.place
