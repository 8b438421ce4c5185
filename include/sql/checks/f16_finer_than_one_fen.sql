-- F16: money with a part below 0.01 元 (more than six decimals in 万元).
-- One row per line and amount. Yuan.
select
    lines.line_id,
    '/* column */' as column_name,
    lines./* column */ as value
from checking./* form */_lines as lines
where lines./* column */ * 100 <> trunc(lines./* column */ * 100)
