-- Accepted lines on cables, up to the as-of date. Metres, yuan, cumulative; civil works are part of the stated cost.
-- One row per unit, project, operator and cut-off date: of several returns the one received last stands.
-- Scope: one project.
select distinct on (returns.unit_code, lines.project_code, lines.operator_code, lines.cutoff_date)
    lines.line_id,
    lines.return_id,
    returns.unit_code,
    returns.unit_type,
    lines.project_code,
    lines.operator_code,
    lines.cutoff_date,
    lines.planned_length,
    lines.completed_length,
    lines.cable_cost_amount,
    lines.civil_cost_amount,
    lines.audited_cost_amount,
    lines.audit_document_number,
    returns.received_at
from raw.cable_lines as lines
inner join stg_returns as returns on lines.return_id = returns.return_id
cross join evaluation
where
    lines.is_accepted
    and lines.cutoff_date <= evaluation.as_of_date
order by
    returns.unit_code asc,
    lines.project_code asc,
    lines.operator_code asc,
    lines.cutoff_date asc,
    returns.received_at desc,
    lines.return_id desc,
    lines.line_id desc
