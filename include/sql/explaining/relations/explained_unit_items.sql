-- The items that each unit answers for, by the names of project and item. Yuan, unrounded.
-- One row per unit, project and item.
select
    items.*,
    projects.project_name,
    projects.serial_number
from int_unit_items as items
inner join stg_plan_projects as projects on items.project_code = projects.project_code
