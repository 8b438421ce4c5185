-- F41: more was paid than has arrived.
-- One row per offending line. Yuan.
select
    lines.line_id,
    'paid_amount' as column_name,
    lines.paid_amount as value,
    lines.arrived_amount as arrived
from checking.spending_lines as lines
where lines.paid_amount > lines.arrived_amount
