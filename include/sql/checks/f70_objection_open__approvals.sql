-- F70: the planning permit is reported while the public notice still has an open objection.
-- One row per offending line.
select
    lines.line_id,
    'milestone_text' as column_name,
    max(history.notice_end_date) as notice_end
from checking.milestone_lines as lines
inner join checking.milestones_reported as history
    on
        lines.project_code = history.project_code
        and history.milestone_role = 'public_notice'
        and history.has_open_objection
where lines.milestone_role = 'planning_permit'
group by lines.line_id
