-- The items of a project's menu with their weights, in the order of the plan's items.
-- One row per item.
select
    items.item_name,
    menus.weight_ratio
from raw.plan_project_items as menus
inner join raw.plan_items as items
    on menus.plan_version = items.plan_version and menus.item_code = items.item_code
where menus.plan_version = :plan_version and menus.project_code = :project_code
order by items.item_code
