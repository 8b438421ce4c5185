-- The money figures that stand on the as-of date: latest cut-off first, then latest received.
-- One row per unit, project, funding source and document number. Yuan.
-- Scope: one project.
with ranked as (

    select
        stg_spending_lines.*,
        row_number() over (
            partition by
                stg_spending_lines.unit_code,
                stg_spending_lines.project_code,
                stg_spending_lines.source_code,
                stg_spending_lines.document_number
            order by
                stg_spending_lines.cutoff_date desc,
                stg_spending_lines.received_at desc,
                stg_spending_lines.return_id desc,
                stg_spending_lines.line_id desc
        ) as newest_first
    from stg_spending_lines

)

select * from ranked
where newest_first = 1
