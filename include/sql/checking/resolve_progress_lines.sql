-- Find the project and the item that each line means: by exact name, code or curated alias, never by likeness.
with names as (

    select
        projects.project_name as name,
        projects.project_code as code,
        'project' as kind
    from raw.plan_projects as projects
    inner join checking.plan on projects.plan_version = plan.plan_version
    union
    select
        codes.project_code as name,
        codes.project_code as code,
        'project' as kind
    from raw.plan_projects as codes
    inner join checking.plan on codes.plan_version = plan.plan_version
    union
    select
        aliases.alias as name,
        aliases.project_code as code,
        'project' as kind
    from raw.plan_project_aliases as aliases
    inner join checking.plan on aliases.plan_version = plan.plan_version
    union
    select
        catalogue.item_name as name,
        catalogue.item_code as code,
        'item' as kind
    from raw.plan_items as catalogue
    inner join checking.plan on catalogue.plan_version = plan.plan_version
    union
    select
        codes.item_code as name,
        codes.item_code as code,
        'item' as kind
    from raw.plan_items as codes
    inner join checking.plan on codes.plan_version = plan.plan_version
    union
    select
        aliases.alias as name,
        aliases.item_code as code,
        'item' as kind
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
