-- The units of a plan version with their names.
-- One row per unit.
select
    units.unit_code,
    units.unit_name,
    units.unit_name_en,
    units.unit_type
from raw.plan_units as units
where units.plan_version = :plan_version
order by units.unit_code
