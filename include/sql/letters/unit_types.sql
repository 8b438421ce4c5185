-- The kind of every unit of the newest plan.
-- One row per unit.
select
    units.unit_code,
    units.unit_type
from raw.plan_units as units
where units.plan_version = (select max(plans.plan_version) from raw.plan_versions as plans)
order by units.unit_code
