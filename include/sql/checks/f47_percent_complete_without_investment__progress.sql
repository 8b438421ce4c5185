-- F47: an item is said to be complete and worth nothing.
-- One row per offending line.
select
    lines.line_id,
    'investment_amount' as column_name,
    lines.completed_percent as value
from checking.progress_lines as lines
where lines.completed_percent >= 100 and lines.investment_amount = 0
