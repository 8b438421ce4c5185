-- The units of a plan version that answer for every project: who owns the programme, who builds, who pays.
-- One row per unit.
select
    units.unit_code,
    units.unit_name,
    units.unit_type
from raw.plan_units as units
where units.plan_version = :plan_version
order by units.unit_code
