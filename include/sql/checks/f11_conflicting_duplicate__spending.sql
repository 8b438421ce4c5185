-- F11: two rows of one return speak of the same figure and differ; neither can be taken.
-- One row per line of such a pair. Rows that do not say of which lot or day they speak are not compared.
with keyed as (

    select
        lines.line_id,
        min(lines.row_number) over same_figure as first_row,
        max(lines.row_number) over same_figure as last_row,
        lines.return_id,
        lines.project_code,
        lines.source_code,
        lines.document_number,
        lines.cutoff_date,
        dense_rank() over (
            partition by
                lines.return_id, lines.project_code, lines.source_code, lines.document_number, lines.cutoff_date
            order by lines.allocated_amount, lines.arrived_amount, lines.paid_amount
        ) as version
    from checking.spending_lines as lines
    where
        lines.project_code is not null
        and lines.source_code is not null
        and lines.document_number is not null
        and lines.cutoff_date is not null
    window same_figure as (
        partition by lines.return_id, lines.project_code, lines.source_code, lines.document_number, lines.cutoff_date
    )

),

counted as (

    select
        keyed.line_id,
        keyed.first_row,
        keyed.last_row,
        max(keyed.version) over (
            partition by
                keyed.return_id, keyed.project_code, keyed.source_code, keyed.document_number, keyed.cutoff_date
        ) as versions_count
    from keyed

)

select
    counted.line_id,
    'paid_amount' as column_name,
    counted.first_row,
    counted.last_row
from counted
where counted.versions_count > 1
