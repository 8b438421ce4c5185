-- The projects that these returns speak of, held-back rows among them, beside how many projects there are.
-- One row.
select
    array_agg(distinct lines.project_code) filter (where lines.project_code is not null) as project_codes,
    (
        select count(*)
        from raw.plan_projects as projects
        where projects.plan_version = :plan_version
    ) as projects_count
from raw.lines as lines
where lines.return_id = any(:return_ids)
