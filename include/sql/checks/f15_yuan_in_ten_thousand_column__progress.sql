-- F15: an amount so large that it was surely or probably written in 元 in a 万元 column. Never mended by itself.
-- One row per line and amount. Yuan, as if the column's unit were right.
select
    lines.line_id,
    'investment_amount' as column_name,
    lines.investment_amount as value,
    lines.planned_investment_amount as budget,
    round(lines.investment_amount / lines.planned_investment_amount) as times,
    lines.investment_amount / 10000 as would_be
from checking.progress_lines as lines
cross join checking.policy as policy
where
    lines.investment_amount > lines.programme_investment_amount
    or (
        lines.investment_amount > lines.planned_investment_amount * policy.unit_suspect_ratio
        and lines.investment_amount / 10000 > lines.planned_investment_amount * policy.unit_suspect_lowest_ratio
        and lines.investment_amount / 10000 <= lines.planned_investment_amount * policy.unit_suspect_highest_ratio
    )
