-- What each unit builds (实施单位), on the as-of date: the programme's figures over the projects of one unit.
-- One row per unit that builds and as-of date. A project that several units build counts in full for each of them, so
-- the rows of units need not add up to the programme. The formulas are those of int_extent_performance.
-- Scope: whole programme.
select
    performance.*,
    units.unit_code,
    units.unit_name
from int_extent_performance as performance
inner join raw.plan_units as units
    on
        performance.plan_version = units.plan_version
        and performance.extent_code = units.unit_code
