-- Accepted changes of schemes, up to the as-of date. Yuan; confirmed changes are cumulative.
-- One row per unit, project, change number and cut-off date: of several returns the one received last stands.
-- Scope: one project.
select distinct on (returns.unit_code, lines.project_code, lines.change_number, lines.cutoff_date)
    lines.line_id,
    lines.return_id,
    returns.unit_code,
    returns.unit_type,
    lines.project_code,
    lines.change_number,
    lines.cutoff_date,
    lines.change_reason,
    lines.contract_amount,
    lines.confirmed_changes_amount,
    lines.proposed_change_amount,
    lines.confirmation_document_number,
    lines.reapproval_document_number,
    returns.received_at
from raw.changes_lines as lines
inner join stg_returns as returns on lines.return_id = returns.return_id
cross join evaluation
where
    lines.is_accepted
    and lines.cutoff_date <= evaluation.as_of_date
order by
    returns.unit_code asc,
    lines.project_code asc,
    lines.change_number asc,
    lines.cutoff_date asc,
    returns.received_at desc,
    lines.return_id desc,
    lines.line_id desc
