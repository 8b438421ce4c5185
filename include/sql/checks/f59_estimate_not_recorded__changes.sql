-- F59: a change is reported, but the project's approved estimate is not recorded; the plan's total stands in.
-- One row per community and return, at its first row. Yuan.
select
    min(lines.line_id) as line_id,
    'project_text' as column_name,
    max(lines.planned_investment_amount) as planned
from checking.changes_lines as lines
where
    lines.project_code is not null
    and not exists (
        select 1 from checking.milestones_reported as history
        where
            history.project_code = lines.project_code
            and history.milestone_role = 'design_approval'
            and history.approved_estimate_amount is not null
    )
group by lines.return_id, lines.project_code
