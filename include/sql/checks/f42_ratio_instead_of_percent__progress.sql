-- F42: a value up to 1 from a unit that wrote larger ones for the same item before: 0.85 may mean 85 %.
-- One row per offending line.
select
    lines.line_id,
    'completed_percent' as column_name,
    lines.completed_percent as value,
    lines.completed_percent * 100 as would_be
from checking.progress_lines as lines
where
    lines.completed_percent > 0
    and lines.completed_percent <= 1
    and exists (
        select 1
        from checking.progress_history as history
        where
            history.unit_code = lines.unit_code
            and history.project_code = lines.project_code
            and history.item_code = lines.item_code
            and history.cutoff_date < lines.cutoff_date
            and history.completed_percent > 1
    )
