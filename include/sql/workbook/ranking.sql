-- The projects of a published day, the one that lags most first; those without a rank last, in the annex's order.
-- One row per project.
select
    performance.*,
    case
        when performance.light_reasons @> '[{"rule": "T0"}]' then 'not_due'
        else performance.light
    end as light_shown
from marts.project_performance as performance
where performance.as_of_date = :as_of_date
order by performance.lag_rank asc nulls last, performance.serial_number asc
