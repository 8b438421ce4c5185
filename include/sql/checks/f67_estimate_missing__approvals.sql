-- F67: the design is approved, but the approved estimate that the approval fixes is not stated.
-- One row per offending line.
select
    lines.line_id,
    'approved_estimate_amount' as column_name,
    lines.project_name as project
from checking.milestone_lines as lines
where lines.milestone_role = 'design_approval' and lines.approved_estimate_amount is null
