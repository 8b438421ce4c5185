-- When a unit's first accepted lines for an owed cut-off came in, and of how many projects.
-- One row per unit, form and cut-off date that anything came in for.
-- Scope: sums over projects.
select
    reported.unit_code,
    reported.form,
    reported.cutoff_date,
    min(reported.first_received_at) as first_received_at,
    count(*) as projects_count
from int_reported_cutoffs as reported
group by reported.unit_code, reported.form, reported.cutoff_date
