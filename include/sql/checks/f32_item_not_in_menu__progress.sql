-- F32: the community has chosen its renovation contents, and this item is not among them.
-- One row per offending line.
with menus as (

    select
        choices.project_code,
        choices.item_code
    from raw.plan_project_items as choices
    inner join checking.plan on choices.plan_version = plan.plan_version

)

select
    lines.line_id,
    'item_text' as column_name,
    lines.item_text as value,
    lines.project_name as project
from checking.progress_lines as lines
where
    lines.item_code is not null
    and exists (
        select 1 from menus
        where menus.project_code = lines.project_code
    )
    and not exists (
        select 1 from menus
        where menus.project_code = lines.project_code and menus.item_code = lines.item_code
    )
