-- F54: the implementing company verifies its own progress; only another unit may.
-- One row per offending line.
select
    lines.line_id,
    'verified_percent' as column_name,
    lines.verified_percent as value,
    lines.unit_name as unit
from checking.inspection_lines as lines
where lines.verified_percent is not null and lines.unit_type = 'implementing_company'
