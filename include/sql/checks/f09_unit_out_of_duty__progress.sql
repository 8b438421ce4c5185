-- F09: the unit has no duty to file this form, or not for this item; or another company builds the project.
-- One row per offending line.
select
    lines.line_id,
    'project_text' as column_name,
    lines.unit_name as unit,
    'progress' as form_name
from checking.progress_lines as lines
cross join checking.plan
where
    not exists (
        select 1
        from raw.plan_duties as duties
        where
            duties.plan_version = plan.plan_version
            and duties.unit_code = lines.unit_code
            and duties.form = 'progress'
            and (duties.item_code is null or lines.item_code is null or duties.item_code = lines.item_code)
    )
    or exists (
        select 1
        from raw.plan_projects as projects
        where
            projects.plan_version = plan.plan_version
            and projects.project_code = lines.project_code
            and lines.unit_type = 'implementing_company'
            and projects.implementing_unit_code <> lines.unit_code
    )
