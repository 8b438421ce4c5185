-- F16: money with a part below 0.01 元 (more than six decimals in 万元).
-- One row per line and amount. Yuan.
select
    lines.line_id,
    'allocated_amount' as column_name,
    lines.allocated_amount as value
from checking.spending_lines as lines
where lines.allocated_amount * 100 <> trunc(lines.allocated_amount * 100)
union all
select
    lines.line_id,
    'arrived_amount' as column_name,
    lines.arrived_amount as value
from checking.spending_lines as lines
where lines.arrived_amount * 100 <> trunc(lines.arrived_amount * 100)
union all
select
    lines.line_id,
    'paid_amount' as column_name,
    lines.paid_amount as value
from checking.spending_lines as lines
where lines.paid_amount * 100 <> trunc(lines.paid_amount * 100)
