-- F13: a cumulative figure is below the unit's last one for an earlier cut-off, without a correction document.
-- One row per line and figure that falls.
with earlier as (

    select distinct on (lines.line_id)
        lines.line_id,
        history.completed_percent,
        history.investment_amount,
        history.cutoff_date as earlier_date
    from checking.progress_lines as lines
    inner join checking.progress_history as history
        on
            lines.unit_code = history.unit_code
            and lines.project_code = history.project_code
            and lines.item_code = history.item_code
            and lines.cutoff_date > history.cutoff_date
    order by lines.line_id asc, history.cutoff_date desc, history.received_at desc, history.line_id desc

)

select
    lines.line_id,
    'completed_percent' as column_name,
    lines.completed_percent as value,
    earlier.completed_percent as earlier_value,
    earlier.earlier_date
from checking.progress_lines as lines
inner join earlier on lines.line_id = earlier.line_id
where
    lines.completed_percent < earlier.completed_percent
    and not (
        lines.is_correction is true
        and lines.correction_document_number is not null
        and lines.correction_reason is not null
    )
union all
select
    lines.line_id,
    'investment_amount' as column_name,
    lines.investment_amount as value,
    earlier.investment_amount as earlier_value,
    earlier.earlier_date
from checking.progress_lines as lines
inner join earlier on lines.line_id = earlier.line_id
where
    lines.investment_amount < earlier.investment_amount
    and not (
        lines.is_correction is true
        and lines.correction_document_number is not null
        and lines.correction_reason is not null
    )
