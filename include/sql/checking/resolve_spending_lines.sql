-- Find the project and the source that each line means: by exact name, code or curated alias, never by likeness.
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
        catalogue.source_name as name,
        catalogue.source_code as code,
        'source' as kind
    from raw.plan_funding_sources as catalogue
    inner join checking.plan on catalogue.plan_version = plan.plan_version
    union
    select
        codes.source_code as name,
        codes.source_code as code,
        'source' as kind
    from raw.plan_funding_sources as codes
    inner join checking.plan on codes.plan_version = plan.plan_version
    union
    select
        aliases.alias as name,
        aliases.source_code as code,
        'source' as kind
    from raw.plan_funding_source_aliases as aliases
    inner join checking.plan on aliases.plan_version = plan.plan_version

)

update raw.spending_lines as lines
set
    project_code = (
        select names.code from names
        where names.kind = 'project' and names.name = replace(lines.project_text, ' ', '')
    ),
    source_code = (
        select names.code from names
        where names.kind = 'source' and names.name = replace(lines.source_text, ' ', '')
    )
from raw.returns as returns
where lines.return_id = returns.return_id and returns.state = 'read'
