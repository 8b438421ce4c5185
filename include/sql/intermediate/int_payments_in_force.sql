-- Each payment once: by voucher, the newest cut-off's word, the finance bureau's before another unit's. Yuan.
-- One row per project, funding source, document and voucher. Outside its earmark is what its source's scope does not
-- name; a source without a scope is not limited, and a payment that names no purpose is not judged. Source: 四（三）一.
-- Scope: one project.
with newest as (

    select distinct on (lines.project_code, lines.source_code, lines.document_number, lines.voucher_number) lines.*
    from stg_payments_lines as lines
    order by
        lines.project_code asc,
        lines.source_code asc,
        lines.document_number asc,
        lines.voucher_number asc,
        lines.unit_type = 'finance_bureau' desc,
        lines.cutoff_date desc,
        lines.received_at desc,
        lines.return_id desc,
        lines.line_id desc

),

scopes as (

    select
        lines.source_code,
        array_agg(lines.item_code) as item_codes
    from raw.plan_funding_scopes as lines
    inner join evaluation on lines.plan_version = evaluation.plan_version
    group by lines.source_code

),

judged as (

    select
        newest.*,
        coalesce(newest.item_code <> all(scopes.item_codes), false) as is_outside_earmark
    from newest
    left join scopes on newest.source_code = scopes.source_code

)

select * from judged
