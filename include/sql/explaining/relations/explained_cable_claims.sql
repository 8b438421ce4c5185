-- The claim that an operator's civil works are taken off from: of the line of the audit where it states civil works,
-- else of the operator's own. Yuan. One row per project and operator with civil works.
with lines as (

    select
        stg_cable_lines.*,
        stg_cable_lines.unit_code = stg_cable_lines.operator_code as is_own_word,
        stg_cable_lines.unit_type = 'finance_bureau' as is_finance_bureau
    from stg_cable_lines

),

claims as (

    select distinct on (lines.project_code, lines.operator_code) lines.*
    from lines
    order by
        lines.project_code asc, lines.operator_code asc, lines.is_own_word desc, lines.is_finance_bureau asc,
        lines.cutoff_date desc, lines.received_at desc, lines.return_id desc, lines.line_id desc

),

audits as (

    select distinct on (lines.project_code, lines.operator_code) lines.*
    from lines
    where
        lines.audited_cost_amount is not null
        and (lines.is_finance_bureau or lines.audit_document_number is not null)
    order by
        lines.project_code asc, lines.operator_code asc, lines.is_finance_bureau desc, lines.cutoff_date desc,
        lines.received_at desc, lines.return_id desc, lines.line_id desc

)

select
    claims.project_code,
    claims.operator_code,
    case when audits.civil_cost_amount > 0 then audits.cable_cost_amount else claims.cable_cost_amount end
        as claimed_cost_amount
from claims
inner join audits on claims.project_code = audits.project_code and claims.operator_code = audits.operator_code
where coalesce(audits.civil_cost_amount, claims.civil_cost_amount) > 0
