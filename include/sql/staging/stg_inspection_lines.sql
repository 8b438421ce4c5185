-- Accepted findings of guidance and inspection, up to the as-of date.
-- One row per unit, project, item, finding and cut-off date: of several returns the one received last stands.
-- Scope: one project.
select distinct on (returns.unit_code, lines.project_code, lines.item_code, lines.finding_text, lines.cutoff_date)
    lines.line_id,
    lines.return_id,
    returns.unit_code,
    returns.unit_type,
    lines.project_code,
    lines.item_code,
    lines.finding_text,
    lines.cutoff_date,
    lines.inspected_date,
    lines.deadline_date,
    lines.closed_date,
    lines.deadline_date is not null or lines.demand_text is not null as is_demanding,
    returns.received_at
from raw.inspection_lines as lines
inner join stg_returns as returns on lines.return_id = returns.return_id
cross join evaluation
where
    lines.is_accepted
    and lines.cutoff_date <= evaluation.as_of_date
order by
    returns.unit_code asc,
    lines.project_code asc,
    lines.item_code asc,
    lines.finding_text asc,
    lines.cutoff_date asc,
    returns.received_at desc,
    lines.return_id desc,
    lines.line_id desc
