-- Every name and alias of a unit of the plan in force.
-- One row per name.
select
    units.unit_name as name,
    units.unit_code
from raw.plan_units as units
inner join raw.plan_in_force on units.plan_version = plan_in_force.plan_version
union
select
    aliases.alias as name,
    aliases.unit_code
from raw.plan_unit_aliases as aliases
inner join raw.plan_in_force on aliases.plan_version = plan_in_force.plan_version
