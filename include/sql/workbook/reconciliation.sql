-- Declared totals beside the sums of lines, of the plan version that the published day was computed from.
-- One row per measure.
select reconciliation.*
from marts.plan_reconciliation as reconciliation
inner join marts.programme_performance as performance on reconciliation.plan_version = performance.plan_version
where performance.as_of_date = :as_of_date
order by array_position(
    array['communities', 'households', 'buildings', 'area', 'investment'], reconciliation.measure
), reconciliation.measure
