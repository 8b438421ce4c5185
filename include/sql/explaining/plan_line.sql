-- A project's line of the plan, and the document that it comes from.
-- One row.
select
    projects.serial_number,
    projects.project_name,
    projects.window_text,
    versions.document_title,
    versions.plan_version
from raw.plan_projects as projects
inner join raw.plan_versions as versions on projects.plan_version = versions.plan_version
where projects.project_code = :project_code and projects.plan_version = :plan_version
