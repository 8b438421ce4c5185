-- F64: the milestone is not one of the plan's chain.
-- One row per offending line.
select
    lines.line_id,
    'milestone_text' as column_name,
    lines.milestone_text as value
from checking.approvals_lines as lines
where lines.milestone_text is not null and lines.milestone_code is null
