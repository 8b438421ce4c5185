-- The newest word on each figure: a later return for the same unit, project, item and cut-off replaces the earlier.
-- One row per unit, project, item and cut-off date; in force until the next cut-off date of the same figure.
-- Scope: one project.
with ranked as (

    select
        stg_progress_lines.*,
        row_number() over (
            partition by
                stg_progress_lines.unit_code,
                stg_progress_lines.project_code,
                stg_progress_lines.item_code,
                stg_progress_lines.cutoff_date
            order by
                stg_progress_lines.received_at desc,
                stg_progress_lines.return_id desc,
                stg_progress_lines.line_id desc
        ) as newest_first
    from stg_progress_lines

),

followed as (

    select
        ranked.*,
        ranked.unit_type = 'implementing_company' as is_master,
        lead(ranked.cutoff_date) over (
            partition by ranked.unit_code, ranked.project_code, ranked.item_code
            order by ranked.cutoff_date
        ) as next_cutoff_date
    from ranked
    where ranked.newest_first = 1

)

select * from followed
