-- F40: the funding source is neither in the catalogue nor a curated alias.
-- One row per offending line.
select
    lines.line_id,
    'source_text' as column_name,
    lines.source_text as value
from checking./* form */_lines as lines
where lines.source_text is not null and lines.source_code is null
