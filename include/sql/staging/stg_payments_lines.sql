-- Accepted payments by voucher, up to the as-of date. Yuan.
-- One row per unit, project, source, document, voucher and cut-off date: of several returns the last received stands.
-- Scope: one project.
select distinct on (
    returns.unit_code,
    lines.project_code,
    lines.source_code,
    lines.document_number,
    lines.voucher_number,
    lines.cutoff_date
)
    lines.line_id,
    lines.return_id,
    returns.unit_code,
    returns.unit_type,
    lines.project_code,
    lines.source_code,
    lines.document_number,
    lines.voucher_number,
    lines.cutoff_date,
    lines.payment_date,
    lines.payee_text,
    lines.payment_amount,
    lines.item_code,
    returns.received_at
from raw.payments_lines as lines
inner join stg_returns as returns on lines.return_id = returns.return_id
cross join evaluation
where
    lines.is_accepted
    and lines.cutoff_date <= evaluation.as_of_date
order by
    returns.unit_code asc,
    lines.project_code asc,
    lines.source_code asc,
    lines.document_number asc,
    lines.voucher_number asc,
    lines.cutoff_date asc,
    returns.received_at desc,
    lines.return_id desc,
    lines.line_id desc
