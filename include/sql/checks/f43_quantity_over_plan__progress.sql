-- F43: a quantity done is over the community's plan line, within the tolerance.
-- One row per line and quantity.
select
    lines.line_id,
    'completed_households_count' as column_name,
    lines.completed_households_count as value,
    lines.planned_households_count as planned
from checking.progress_lines as lines
cross join checking.policy as policy
where
    lines.completed_households_count > lines.planned_households_count
    and lines.completed_households_count <= lines.planned_households_count * policy.quantity_error_ratio
union all
select
    lines.line_id,
    'completed_buildings_count' as column_name,
    lines.completed_buildings_count as value,
    lines.planned_buildings_count as planned
from checking.progress_lines as lines
cross join checking.policy as policy
where
    lines.completed_buildings_count > lines.planned_buildings_count
    and lines.completed_buildings_count <= lines.planned_buildings_count * policy.quantity_error_ratio
union all
select
    lines.line_id,
    'completed_area_quantity' as column_name,
    lines.completed_area_quantity as value,
    lines.planned_area_quantity as planned
from checking.progress_lines as lines
cross join checking.policy as policy
where
    lines.completed_area_quantity > lines.planned_area_quantity
    and lines.completed_area_quantity <= lines.planned_area_quantity * policy.quantity_error_ratio
