-- F55: the share verified on site is below what the implementing company reports for the same or a later day.
-- One row per offending line.
select
    lines.line_id,
    'verified_percent' as column_name,
    lines.verified_percent as value,
    max(history.completed_percent) as reported
from checking.inspection_lines as lines
inner join checking.progress_history as history
    on
        lines.project_code = history.project_code
        and lines.item_code = history.item_code
        and history.unit_type = 'implementing_company'
        and lines.cutoff_date = history.cutoff_date
where lines.verified_percent < history.completed_percent
group by lines.line_id, lines.verified_percent, lines.unit_name
