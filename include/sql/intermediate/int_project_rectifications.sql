-- What inspections demanded of each project, how much of it is open and how much of that is overdue.
-- One row per project that an inspection was reported of. A finding that sets a demand or a deadline is to be put
-- right; its newest word stands. Open until its day of closing has come; overdue from the day after its deadline.
-- Scope: one project.
with newest as (

    select distinct on (lines.unit_code, lines.project_code, lines.item_code, lines.finding_text) lines.*
    from stg_inspection_lines as lines
    order by
        lines.unit_code asc,
        lines.project_code asc,
        lines.item_code asc,
        lines.finding_text asc,
        lines.cutoff_date desc

),

judged as (

    select
        newest.project_code,
        newest.is_demanding,
        newest.is_demanding and coalesce(newest.closed_date > evaluation.as_of_date, true) as is_open,
        newest.deadline_date < evaluation.as_of_date as is_past
    from newest
    cross join evaluation

)

select
    judged.project_code,
    count(*) filter (where judged.is_demanding) as rectifications_count,
    count(*) filter (where judged.is_open) as open_rectifications_count,
    count(*) filter (where judged.is_open and judged.is_past) as overdue_rectifications_count
from judged
group by judged.project_code
