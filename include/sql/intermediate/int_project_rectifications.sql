-- What inspections demanded of each project, how much of it is open and how much of that is overdue.
-- One row per project that an inspection was reported of.
-- Scope: one project.
select
    findings.project_code,
    count(*) filter (where findings.is_demanding) as rectifications_count,
    count(*) filter (where findings.is_open) as open_rectifications_count,
    count(*) filter (where findings.is_open and findings.is_past) as overdue_rectifications_count
from int_findings_in_force as findings
group by findings.project_code
