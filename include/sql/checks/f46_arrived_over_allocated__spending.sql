-- F46: more has arrived than was allocated.
-- One row per offending line. Yuan.
select
    lines.line_id,
    'arrived_amount' as column_name,
    lines.arrived_amount as value,
    lines.allocated_amount as allocated
from checking.spending_lines as lines
where lines.arrived_amount > lines.allocated_amount
