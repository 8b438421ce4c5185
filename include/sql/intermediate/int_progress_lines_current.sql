-- The newest word on each figure: a later return for the same unit, project, item and cut-off replaces the earlier.
-- One row per unit, project, item and cut-off date; in force until the next cut-off date of the same figure. Whether
-- the unit is the only one that reports the item.
-- Scope: one project.
with ranked as (

    select
        stg_progress_lines.*,
        row_number() over (
            partition by
                stg_progress_lines.project_code,
                stg_progress_lines.item_code,
                stg_progress_lines.unit_code,
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
        lead(ranked.cutoff_date) over by_figure as next_cutoff_date,
        min(ranked.unit_code) over by_item = max(ranked.unit_code) over by_item as is_only_reporter
    from ranked
    where ranked.newest_first = 1
    window
        by_figure as (
            partition by ranked.project_code, ranked.item_code, ranked.unit_code
            order by ranked.cutoff_date
        ),
        by_item as (partition by ranked.project_code, ranked.item_code)

)

select * from followed
