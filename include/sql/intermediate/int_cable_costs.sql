-- What is known of each operator's cables in each project. Metres, yuan, cumulative.
-- One row per project and operator of whom any cable line stands. Lengths and costs: the operator's own word, else
-- another's that names it (县经商局 files for all). The audited cost is the finance bureau's, else one that names the
-- document of its audit. The share that lies underground = completed ÷ planned length of that word, above 1 where more
-- was put underground than planned; unknown without either length or where none is planned. Civil works (trenches,
-- ducts, reinstatement) are public cost and no part of a claim: where the claim states any, at most what is left of it
-- counts, and never less than nothing. Claimed: the cost of the line that states the civil works, the audit's before
-- the word's. Source: 四（三）二.
-- Scope: one project.
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

),

joined as (

    select
        claims.project_code,
        claims.operator_code,
        claims.cutoff_date as last_report_date,
        claims.planned_length,
        claims.completed_length,
        claims.completed_length / nullif(claims.planned_length, 0) as completed_length_ratio,
        case
            when claims.completed_length is null then 'not_reported'
            when claims.planned_length is null then 'no_planned_length_reported'
            when claims.planned_length = 0 then 'no_length_planned'
        end as completed_length_reason,
        claims.cable_cost_amount,
        coalesce(audits.civil_cost_amount, claims.civil_cost_amount) as civil_cost_amount,
        audits.audited_cost_amount,
        audits.audit_document_number,
        audits.unit_code as audited_by_unit_code,
        case when audits.civil_cost_amount is null then claims.cable_cost_amount else audits.cable_cost_amount end
            as claimed_cost_amount
    from claims
    left join audits on claims.project_code = audits.project_code and claims.operator_code = audits.operator_code

),

limited as (

    select
        joined.*,
        case
            when joined.civil_cost_amount > 0 and joined.audited_cost_amount is not null
                then
                    greatest(
                        least(joined.audited_cost_amount, joined.claimed_cost_amount - joined.civil_cost_amount), 0
                    )
            else joined.audited_cost_amount
        end as eligible_cost_amount
    from joined

)

select * from limited
