-- F23: works are reported, approvals of the project too, but no construction permit by the cut-off date.
-- One row per community and return, at its first row. Where no approval was ever reported, nothing is known.
with approvals as (

    select
        history.project_code,
        min(history.event_date) filter (where history.milestone_role = 'construction_permit') as permitted_date
    from checking.milestones_reported as history
    group by history.project_code

)

select
    min(lines.line_id) as line_id,
    'completed_percent' as column_name,
    max(lines.completed_percent) as value
from checking.progress_lines as lines
inner join approvals on lines.project_code = approvals.project_code
where
    lines.completed_percent > 0
    and lines.unit_type = 'implementing_company'
    and lines.cutoff_date < coalesce(approvals.permitted_date, 'infinity')
group by lines.return_id, lines.project_code
