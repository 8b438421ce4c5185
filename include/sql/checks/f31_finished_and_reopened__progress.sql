-- F31: an item that was complete is complete no more, by a correction.
-- One row per offending line.
with earlier as (

    select distinct on (lines.line_id)
        lines.line_id,
        history.completed_percent,
        history.cutoff_date
    from checking.progress_lines as lines
    inner join checking.progress_history as history
        on
            lines.unit_code = history.unit_code
            and lines.project_code = history.project_code
            and lines.item_code = history.item_code
            and lines.cutoff_date > history.cutoff_date
    order by lines.line_id asc, history.cutoff_date desc, history.received_at desc, history.line_id desc

)

select
    lines.line_id,
    'completed_percent' as column_name,
    lines.completed_percent as value,
    earlier.cutoff_date as earlier_date
from checking.progress_lines as lines
inner join earlier on lines.line_id = earlier.line_id
where
    earlier.completed_percent >= 100
    and lines.completed_percent < 100
    and lines.is_correction is true
