-- F60: more was executed than the year's budget after adjustment holds.
-- One row per offending line. Yuan.
select
    lines.line_id,
    'executed_amount' as column_name,
    lines.executed_amount as value,
    lines.adjusted_budget_amount as budget
from checking.budget_lines as lines
where lines.executed_amount > lines.adjusted_budget_amount
