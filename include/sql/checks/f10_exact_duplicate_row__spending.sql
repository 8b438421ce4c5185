-- F10: the row says again what an earlier row of the same return says; it is ignored.
-- One row per repeating line.
with keyed as (

    select
        lines.line_id,
        lines.row_number,
        first_value(lines.row_number) over same_row as first_row,
        row_number() over same_row as occurrence
    from checking.spending_lines as lines
    where lines.project_code is not null and lines.source_code is not null
    window same_row as (
        partition by
            lines.return_id,
            lines.project_code,
            lines.source_code, lines.document_number,
            lines.cutoff_date,
            lines.allocated_amount, lines.arrived_amount, lines.paid_amount
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
