-- F69: something is reported as done after the day up to which the row reports.
-- One row per offending line.
select
    lines.line_id,
    'payment_date' as column_name,
    lines.payment_date as value,
    lines.cutoff_date as latest
from checking.payments_lines as lines
where lines.payment_date > lines.cutoff_date
