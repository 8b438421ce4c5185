-- The items of each project's menu, and whether anybody has reported them. Shares of 1. One row per project and item.
select
    menus.project_code,
    menus.item_code,
    items.item_name,
    menus.weight_ratio,
    found.item_code is not null as is_reported,
    found.reported_date
from stg_plan_project_items as menus
cross join evaluation
inner join raw.plan_items as items
    on menus.item_code = items.item_code and evaluation.plan_version = items.plan_version
left join int_project_items_over_time as found
    on menus.project_code = found.project_code and menus.item_code = found.item_code and found.is_newest
order by menus.item_code asc
