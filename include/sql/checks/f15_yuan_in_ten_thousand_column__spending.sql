-- F15: an amount so large that it was surely or probably written in 元 in a 万元 column. Never mended by itself.
-- One row per line and amount. Yuan, as if the column's unit were right.
select
    lines.line_id,
    'allocated_amount' as column_name,
    lines.allocated_amount as value,
    lines.planned_investment_amount as budget,
    round(lines.allocated_amount / lines.planned_investment_amount) as times,
    lines.allocated_amount / 10000 as would_be
from checking.spending_lines as lines
cross join checking.policy as policy
where
    lines.allocated_amount > lines.programme_investment_amount
    or (
        lines.allocated_amount > lines.planned_investment_amount * policy.unit_suspect_ratio
        and lines.allocated_amount / 10000 > lines.planned_investment_amount * policy.unit_suspect_lowest_ratio
        and lines.allocated_amount / 10000 <= lines.planned_investment_amount * policy.unit_suspect_highest_ratio
    )
union all
select
    lines.line_id,
    'arrived_amount' as column_name,
    lines.arrived_amount as value,
    lines.planned_investment_amount as budget,
    round(lines.arrived_amount / lines.planned_investment_amount) as times,
    lines.arrived_amount / 10000 as would_be
from checking.spending_lines as lines
cross join checking.policy as policy
where
    lines.arrived_amount > lines.programme_investment_amount
    or (
        lines.arrived_amount > lines.planned_investment_amount * policy.unit_suspect_ratio
        and lines.arrived_amount / 10000 > lines.planned_investment_amount * policy.unit_suspect_lowest_ratio
        and lines.arrived_amount / 10000 <= lines.planned_investment_amount * policy.unit_suspect_highest_ratio
    )
union all
select
    lines.line_id,
    'paid_amount' as column_name,
    lines.paid_amount as value,
    lines.planned_investment_amount as budget,
    round(lines.paid_amount / lines.planned_investment_amount) as times,
    lines.paid_amount / 10000 as would_be
from checking.spending_lines as lines
cross join checking.policy as policy
where
    lines.paid_amount > lines.programme_investment_amount
    or (
        lines.paid_amount > lines.planned_investment_amount * policy.unit_suspect_ratio
        and lines.paid_amount / 10000 > lines.planned_investment_amount * policy.unit_suspect_lowest_ratio
        and lines.paid_amount / 10000 <= lines.planned_investment_amount * policy.unit_suspect_highest_ratio
    )
