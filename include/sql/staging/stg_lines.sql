-- Accepted lines of every form up to the as-of date: who said something of which project, for which day, and when.
-- One row per line.
-- Scope: one project.
select
    lines.form,
    lines.line_id,
    lines.return_id,
    returns.unit_code,
    lines.project_code,
    lines.cutoff_date,
    returns.received_at
from raw.lines as lines
inner join stg_returns as returns on lines.return_id = returns.return_id
cross join evaluation
where
    lines.is_accepted
    and lines.cutoff_date <= evaluation.as_of_date
