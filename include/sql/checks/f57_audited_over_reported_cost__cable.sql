-- F57: the audited cost is above the cost reported.
-- One row per offending line. Yuan.
select
    lines.line_id,
    'audited_cost_amount' as column_name,
    lines.audited_cost_amount as value,
    lines.cable_cost_amount as reported
from checking.cable_lines as lines
where lines.audited_cost_amount > lines.cable_cost_amount
