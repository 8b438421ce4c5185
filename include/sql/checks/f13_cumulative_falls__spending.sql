-- F13: a cumulative figure is below the unit's last one for an earlier cut-off, without a correction document.
-- One row per line and figure that falls.
with earlier as (

    select distinct on (lines.line_id)
        lines.line_id,
        history.paid_amount,
        history.arrived_amount,
        history.allocated_amount,
        history.cutoff_date as earlier_date
    from checking.spending_lines as lines
    inner join checking.spending_history as history
        on
            lines.unit_code = history.unit_code
            and lines.project_code = history.project_code
            and lines.source_code = history.source_code
            and lines.document_number = history.document_number
            and lines.cutoff_date > history.cutoff_date
    order by lines.line_id asc, history.cutoff_date desc, history.received_at desc, history.line_id desc

)

select
    lines.line_id,
    'paid_amount' as column_name,
    lines.paid_amount as value,
    earlier.paid_amount as earlier_value,
    earlier.earlier_date
from checking.spending_lines as lines
inner join earlier on lines.line_id = earlier.line_id
where
    lines.paid_amount < earlier.paid_amount
    and not (
        lines.is_correction is true
        and lines.correction_document_number is not null
        and lines.correction_reason is not null
    )
union all
select
    lines.line_id,
    'arrived_amount' as column_name,
    lines.arrived_amount as value,
    earlier.arrived_amount as earlier_value,
    earlier.earlier_date
from checking.spending_lines as lines
inner join earlier on lines.line_id = earlier.line_id
where
    lines.arrived_amount < earlier.arrived_amount
    and not (
        lines.is_correction is true
        and lines.correction_document_number is not null
        and lines.correction_reason is not null
    )
union all
select
    lines.line_id,
    'allocated_amount' as column_name,
    lines.allocated_amount as value,
    earlier.allocated_amount as earlier_value,
    earlier.earlier_date
from checking.spending_lines as lines
inner join earlier on lines.line_id = earlier.line_id
where
    lines.allocated_amount < earlier.allocated_amount
    and not (
        lines.is_correction is true
        and lines.correction_document_number is not null
        and lines.correction_reason is not null
    )
