-- F11: two rows of one return speak of the same figure and differ; neither can be taken.
-- One row per line of such a pair. Rows that do not say of what day they speak are not compared.
with keyed as (

    select
        lines.line_id,
        min(lines.row_number) over same_figure as first_row,
        max(lines.row_number) over same_figure as last_row,
        lines.return_id,
        lines.project_code,
        lines.item_code,
        lines.cutoff_date,
        dense_rank() over (
            partition by lines.return_id, lines.project_code, lines.item_code, lines.cutoff_date
            order by
                lines.completed_percent,
                lines.investment_amount,
                lines.completed_households_count,
                lines.completed_buildings_count,
                lines.completed_area_quantity
        ) as version
    from checking.progress_lines as lines
    where lines.project_code is not null and lines.item_code is not null and lines.cutoff_date is not null
    window same_figure as (
        partition by lines.return_id, lines.project_code, lines.item_code, lines.cutoff_date
    )

),

counted as (

    select
        keyed.line_id,
        keyed.first_row,
        keyed.last_row,
        max(keyed.version) over (
            partition by keyed.return_id, keyed.project_code, keyed.item_code, keyed.cutoff_date
        ) as versions_count
    from keyed

)

select
    counted.line_id,
    'completed_percent' as column_name,
    counted.first_row,
    counted.last_row
from counted
where counted.versions_count > 1
