-- F39: the renovation content is neither in the catalogue nor a curated alias.
-- One row per offending line.
select
    lines.line_id,
    'item_text' as column_name,
    lines.item_text as value
from checking./* form */_lines as lines
where lines.item_text is not null and lines.item_code is null
