-- F14: 上期累计 + 本期 is not 累计; the system cannot tell which is wrong.
-- One row per offending line.
select
    lines.line_id,
    'completed_percent' as column_name,
    lines.previous_completed_percent as previous,
    lines.period_completed_percent as period,
    lines.previous_completed_percent + lines.period_completed_percent as sum,
    lines.completed_percent as value
from checking.progress_lines as lines
cross join checking.policy as policy
where
    abs(lines.previous_completed_percent + lines.period_completed_percent - lines.completed_percent)
    > policy.previous_plus_period_percent
