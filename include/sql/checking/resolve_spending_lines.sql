-- Find the project and the source that each line means: by exact name, code or curated alias, never by likeness.
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
    select funding_sources.source_name, funding_sources.source_code, 'source'
    from raw.plan_funding_sources as funding_sources
    inner join checking.plan on funding_sources.plan_version = plan.plan_version
    union
    select funding_sources.source_code, funding_sources.source_code, 'source'
    from raw.plan_funding_sources as funding_sources
    inner join checking.plan on funding_sources.plan_version = plan.plan_version
    union
    select aliases.alias, aliases.source_code, 'source'
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
