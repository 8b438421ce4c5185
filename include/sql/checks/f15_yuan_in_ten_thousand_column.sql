-- F15: an amount so large that it was surely or probably written in 元 in a 万元 column. Never mended by itself.
-- One row per line and amount. Yuan, as if the column's unit were right.
select
    lines.line_id,
    '/* column */' as column_name,
    lines./* column */ as value,
    lines.planned_investment_amount as budget,
    round(lines./* column */ / lines.planned_investment_amount) as times,
    lines./* column */ / 10000 as would_be
from checking./* form */_lines as lines
cross join checking.policy as policy
where
    lines./* column */ > lines.programme_investment_amount
    or (
        lines./* column */ > lines.planned_investment_amount * policy.unit_suspect_ratio
        and lines./* column */ / 10000 > lines.planned_investment_amount * policy.unit_suspect_lowest_ratio
        and lines./* column */ / 10000 <= lines.planned_investment_amount * policy.unit_suspect_highest_ratio
    )
