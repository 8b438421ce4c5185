-- Every name and alias of a unit of the newest plan.
-- One row per name.
with newest as (

    select max(versions.plan_version) as plan_version
    from raw.plan_versions as versions

)

select
    units.unit_name as name,
    units.unit_code
from raw.plan_units as units
inner join newest on units.plan_version = newest.plan_version
union
select
    aliases.alias as name,
    aliases.unit_code
from raw.plan_unit_aliases as aliases
inner join newest on aliases.plan_version = newest.plan_version
