-- The newest word on each finding of an inspection: whether it is to be put right, is open, is past its deadline.
-- One row per unit, project, item and finding. A finding that sets a demand or a deadline is to be put right. Open
-- until its day of closing has come; past its deadline from the day after it.
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

)

select
    newest.*,
    newest.is_demanding and coalesce(newest.closed_date > evaluation.as_of_date, true) as is_open,
    coalesce(newest.deadline_date < evaluation.as_of_date, false) as is_past
from newest
cross join evaluation
