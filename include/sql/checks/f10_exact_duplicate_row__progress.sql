-- F10: the row says again what an earlier row of the same return says; it is ignored.
-- One row per repeating line.
with keyed as (

    select
        lines.line_id,
        lines.row_number,
        first_value(lines.row_number) over same_row as first_row,
        row_number() over same_row as occurrence
    from checking.progress_lines as lines
    where lines.project_code is not null and lines.item_code is not null
    window same_row as (
        partition by
            lines.return_id,
            lines.project_code,
            lines.item_code,
            lines.cutoff_date,
            lines.completed_percent,
            lines.investment_amount,
            lines.completed_households_count,
            lines.completed_buildings_count,
            lines.completed_area_quantity
        order by lines.line_id
    )

)

select
    keyed.line_id,
    'project_text' as column_name,
    keyed.row_number as row,
    keyed.first_row
from keyed
where keyed.occurrence > 1
