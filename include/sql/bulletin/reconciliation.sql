-- Declared totals of the plan beside the sums of its lines.
-- One row per measure.
select reconciliation.*
from marts.plan_reconciliation as reconciliation
inner join pg_temp.evaluation as evaluation on reconciliation.plan_version = evaluation.plan_version
order by array_position(
    array['communities', 'households', 'buildings', 'area', 'investment'], reconciliation.measure
), reconciliation.measure
