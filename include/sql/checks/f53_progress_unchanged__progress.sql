-- F53: work that has begun has not moved for four weeks or more.
-- One row per offending line.
select
    lines.line_id,
    'completed_percent' as column_name,
    lines.completed_percent as value,
    lines.cutoff_date - max(history.cutoff_date) as days
from checking.progress_lines as lines
cross join checking.policy as policy
inner join checking.progress_history as history
    on
        lines.unit_code = history.unit_code
        and lines.project_code = history.project_code
        and lines.item_code = history.item_code
        and lines.completed_percent = history.completed_percent
        and lines.cutoff_date - policy.standstill_days >= history.cutoff_date
where lines.completed_percent > 0 and lines.completed_percent < 100
group by lines.line_id, lines.completed_percent, lines.cutoff_date
