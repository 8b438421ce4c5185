-- F16: money with a part below 0.01 元 (more than six decimals in 万元).
-- One row per line and amount. Yuan.
select
    lines.line_id,
    'investment_amount' as column_name,
    lines.investment_amount as value
from checking.progress_lines as lines
where lines.investment_amount * 100 <> trunc(lines.investment_amount * 100)
