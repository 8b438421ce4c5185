-- The lines that stand behind a project's figures of one day, with each item's weight and the rules' version.
-- One row per line and figure.
select
    behind.*,
    returns.rules_version,
    menus.weight_ratio
from raw.lines_behind(:project_code, :as_of_date, :known_at, cast(:plan_version as integer)) as behind
inner join raw.returns as returns on behind.return_id = returns.return_id
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
