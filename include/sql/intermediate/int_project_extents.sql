-- Of what each project is a part: of the whole programme (ALL), and of what each unit that builds it has to build.
-- One row per project and extent. A project that several units build is a part of each of theirs.
-- Scope: one project.
select
    projects.project_code,
    'ALL' as extent_code
from stg_plan_projects as projects
union all
select
    builders.project_code,
    builders.unit_code as extent_code
from int_builders as builders
