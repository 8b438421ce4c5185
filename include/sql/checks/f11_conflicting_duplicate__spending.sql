-- F11: two rows of one return speak of the same figure and differ; neither can be taken.
-- One row per line of such a pair.
with keyed as (

    select
        lines.line_id,
        lines.row_number,
        min(lines.row_number) over same_figure as first_row,
        max(lines.row_number) over same_figure as last_row,
        dense_rank() over (
            partition by
                lines.return_id, lines.project_code, lines.source_code, lines.document_number, lines.cutoff_date
            order by lines.allocated_amount, lines.arrived_amount, lines.paid_amount
        ) as version
    from checking.spending_lines as lines
    where lines.project_code is not null and lines.source_code is not null
    window same_figure as (
        partition by lines.return_id, lines.project_code, lines.source_code, lines.document_number, lines.cutoff_date
    )

),

counted as (

    select
        keyed.*,
        max(keyed.version) over (partition by keyed.first_row, keyed.last_row) as versions
    from keyed

)

select
    counted.line_id,
    'paid_amount' as column_name,
    counted.first_row,
    counted.last_row
from counted
where
    counted.first_row < counted.last_row
    and exists (
        select 1
        from keyed as other
        where
            other.first_row = counted.first_row
            and other.last_row = counted.last_row
            and other.version <> counted.version
    )
