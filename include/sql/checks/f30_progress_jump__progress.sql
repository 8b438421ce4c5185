-- F30: an item moved faster than is usual: more than so many points a week, longer spans in proportion.
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
    earlier.completed_percent as earlier_value,
    lines.completed_percent as value,
    lines.cutoff_date - earlier.cutoff_date as days
from checking.progress_lines as lines
cross join checking.policy as policy
inner join earlier on lines.line_id = earlier.line_id
where
    lines.completed_percent - earlier.completed_percent
    > policy.jump_percent * greatest(1, (lines.cutoff_date - earlier.cutoff_date) / policy.jump_days)
