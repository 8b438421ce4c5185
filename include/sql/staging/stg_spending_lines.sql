-- Accepted spending lines up to the as-of date. Yuan, cumulative.
-- One row per line.
-- Scope: one project.
select
    lines.line_id,
    lines.return_id,
    returns.unit_code,
    returns.unit_type,
    lines.project_code,
    lines.source_code,
    lines.document_number,
    lines.allocated_amount,
    lines.arrived_amount,
    lines.paid_amount,
    lines.cutoff_date,
    returns.received_at,
    returns.received_date
from raw.spending_lines as lines
inner join stg_returns as returns on lines.return_id = returns.return_id
cross join evaluation
where
    lines.is_accepted
    and lines.cutoff_date <= evaluation.as_of_date
