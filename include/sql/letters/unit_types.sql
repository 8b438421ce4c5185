-- The kind of every unit, by the plan in force: deliveries follow what holds when they are made.
-- One row per unit.
select
    units.unit_code,
    units.unit_type
from raw.plan_units as units
inner join raw.plan_in_force as plans on units.plan_version = plans.plan_version
order by units.unit_code
