-- The projects of every plan version.
-- One row per project.
select distinct projects.project_code
from raw.plan_projects as projects
