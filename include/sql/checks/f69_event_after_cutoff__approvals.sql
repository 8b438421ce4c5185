-- F69: something is reported as done after the day up to which the row reports.
-- One row per offending line.
select
    lines.line_id,
    'event_date' as column_name,
    lines.event_date as value,
    lines.cutoff_date as latest
from checking.approvals_lines as lines
where lines.event_date > lines.cutoff_date
