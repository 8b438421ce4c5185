-- The lines that stand behind a project's figures of one day, with each item's weight.
-- One row per line and figure.
select
    behind.*,
    menus.weight_ratio
from raw.lines_behind(:project_code, :as_of_date, :known_at, cast(:plan_version as integer)) as behind
left join raw.plan_items as items
    on
        behind.about = items.item_name
        and items.plan_version = :plan_version
        and behind.form in ('progress', 'inspection')
left join raw.plan_project_items as menus
    on
        items.plan_version = menus.plan_version
        and items.item_code = menus.item_code
        and menus.project_code = :project_code
