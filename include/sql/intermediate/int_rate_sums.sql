-- Each rate of an extent in sums: what meets it, what it is measured against, what is not known, what came ahead.
-- One row per extent, rate, measure and base. Communities, households, buildings, m².
-- Scope: sums over projects.
select
    extents.extent_code,
    cases.rate,
    cases.measure,
    cases.base,
    coalesce(sum(cases.met_quantity) filter (where cases.is_counted and cases.is_known), 0) as numerator_quantity,
    coalesce(sum(cases.planned_quantity) filter (where cases.is_counted), 0) as denominator_quantity,
    coalesce(sum(cases.planned_quantity) filter (where cases.is_counted and not cases.is_known), 0)
        as unknown_quantity,
    coalesce(sum(cases.met_quantity) filter (where not cases.is_counted), 0) as ahead_quantity
from int_rate_cases as cases
inner join int_project_extents as extents on cases.project_code = extents.project_code
group by extents.extent_code, cases.rate, cases.measure, cases.base
