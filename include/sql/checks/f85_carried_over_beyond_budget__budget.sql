-- F85: more is carried over than the year's budget holds, or more of it was executed than was carried over or executed.
-- One row per line and figure. Yuan.
select
    lines.line_id,
    'carried_over_amount' as column_name,
    lines.carried_over_amount as value,
    lines.adjusted_budget_amount as whole
from checking.budget_lines as lines
where lines.carried_over_amount > lines.adjusted_budget_amount
union all
select
    lines.line_id,
    'carried_over_executed_amount' as column_name,
    lines.carried_over_executed_amount as value,
    least(coalesce(lines.carried_over_amount, 0), lines.executed_amount) as whole
from checking.budget_lines as lines
where lines.carried_over_executed_amount > least(coalesce(lines.carried_over_amount, 0), lines.executed_amount)
