-- F69: something is reported as done after the day up to which the row reports.
-- One row per offending line.
select
    lines.line_id,
    'inspected_date' as column_name,
    lines.inspected_date as value,
    lines.cutoff_date as latest
from checking.inspection_lines as lines
where lines.inspected_date > lines.cutoff_date
