-- Find the project and the item that each line means: by exact name, code or curated alias, never by likeness.
with names as (

    select projects.project_name as name, projects.project_code as code, 'project' as kind
    from raw.plan_projects as projects
    inner join checking.plan on projects.plan_version = plan.plan_version
    union
    select projects.project_code, projects.project_code, 'project'
    from raw.plan_projects as projects
    inner join checking.plan on projects.plan_version = plan.plan_version
    union
    select aliases.alias, aliases.project_code, 'project'
    from raw.plan_project_aliases as aliases
    inner join checking.plan on aliases.plan_version = plan.plan_version
    union
    select items.item_name, items.item_code, 'item'
    from raw.plan_items as items
    inner join checking.plan on items.plan_version = plan.plan_version
    union
    select items.item_code, items.item_code, 'item'
    from raw.plan_items as items
    inner join checking.plan on items.plan_version = plan.plan_version
    union
    select aliases.alias, aliases.item_code, 'item'
    from raw.plan_item_aliases as aliases
    inner join checking.plan on aliases.plan_version = plan.plan_version

)

update raw.progress_lines as lines
set
    project_code = (
        select names.code from names
        where names.kind = 'project' and names.name = replace(lines.project_text, ' ', '')
    ),
    item_code = (
        select names.code from names
        where names.kind = 'item' and names.name = replace(lines.item_text, ' ', '')
    )
from raw.returns as returns
where lines.return_id = returns.return_id and returns.state = 'read'
