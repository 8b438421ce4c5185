-- F61: at the year's end less than 90 % of the budget is executed, and no reason is given.
-- One row per offending line. Yuan.
select
    lines.line_id,
    'deviation_reason' as column_name,
    lines.executed_amount as value,
    lines.adjusted_budget_amount as budget
from checking.budget_lines as lines
cross join checking.policy as policy
where
    lines.deviation_reason is null
    and lines.cutoff_date >= make_date(lines.budget_year::integer, 12, 31)
    and lines.executed_amount < lines.adjusted_budget_amount * policy.execution_reason_ratio
