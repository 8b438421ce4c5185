-- What the plan calls its codes: units, projects, items, sources, milestones, and curves by what they stand on.
-- One row per code of the plan version in force.
select
    units.unit_code as code,
    units.unit_name as name
from raw.plan_units as units
where units.plan_version = :plan_version
union all
select
    items.item_code,
    items.item_name
from raw.plan_items as items
where items.plan_version = :plan_version
union all
select
    milestones.milestone_code,
    milestones.milestone_name
from raw.plan_milestones as milestones
where milestones.plan_version = :plan_version
union all
select
    curves.curve_name,
    curves.source
from raw.plan_curves as curves
where curves.plan_version = :plan_version
