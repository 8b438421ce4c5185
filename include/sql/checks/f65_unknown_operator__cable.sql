-- F65: whose cables these are is not known, or they are another operator's than the utility that reports them.
-- One row per offending line.
select
    lines.line_id,
    'operator_text' as column_name,
    coalesce(lines.operator_text, '') as value
from checking.cable_lines as lines
where
    lines.operator_code is null
    or (lines.unit_type = 'utility' and lines.operator_code <> lines.unit_code)
