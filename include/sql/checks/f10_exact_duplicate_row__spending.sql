-- F10: the row says again what an earlier row of the same return says; it is ignored.
-- One row per repeating line.
with keyed as (

    select
        lines.line_id,
        lines.row_number,
        min(lines.row_number) over (
            partition by
                lines.return_id,
                lines.project_code,
                lines.source_code, lines.document_number,
                lines.cutoff_date,
                lines.allocated_amount, lines.arrived_amount, lines.paid_amount
        ) as first_row
    from checking.spending_lines as lines
    where lines.project_code is not null and lines.source_code is not null

)

select
    keyed.line_id,
    'project_text' as column_name,
    keyed.row_number as row,
    keyed.first_row
from keyed
where keyed.row_number > keyed.first_row
