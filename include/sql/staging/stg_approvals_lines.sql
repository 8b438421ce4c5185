-- Milestones reported and accepted, up to the as-of date. Yuan.
-- One row per unit, project, milestone and cut-off date: of several returns the one received last stands.
-- Scope: one project.
select distinct on (returns.unit_code, lines.project_code, lines.milestone_code, lines.cutoff_date)
    lines.line_id,
    lines.return_id,
    returns.unit_code,
    returns.unit_type,
    lines.project_code,
    lines.milestone_code,
    lines.cutoff_date,
    lines.event_date,
    lines.document_number,
    lines.approved_estimate_amount,
    lines.notice_end_date,
    lines.has_open_objection,
    lines.audited_amount,
    returns.received_at
from raw.approvals_lines as lines
inner join stg_returns as returns on lines.return_id = returns.return_id
cross join evaluation
where
    lines.is_accepted
    and lines.cutoff_date <= evaluation.as_of_date
order by
    returns.unit_code asc,
    lines.project_code asc,
    lines.milestone_code asc,
    lines.cutoff_date asc,
    returns.received_at desc,
    lines.return_id desc,
    lines.line_id desc
