-- Declared totals of the plan that its lines do not bear out.
-- One row per measure.
select reconciliation.*
from marts.plan_reconciliation as reconciliation
where
    reconciliation.plan_version = :plan_version
    and reconciliation.status = 'outside_tolerance'
