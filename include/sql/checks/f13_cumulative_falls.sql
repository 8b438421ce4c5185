-- F13: a cumulative figure is below the unit's last one for an earlier cut-off, without a correction document.
-- One row per line and figure that falls.
with earlier as (

    select distinct on (lines.line_id)
        lines.line_id,
        history./* column */,
        history.cutoff_date
    from checking./* form */_lines as lines
    inner join checking./* form */_history as history
        on
            lines.unit_code = history.unit_code
            and lines.cutoff_date > history.cutoff_date
            /* same_thing */
    order by lines.line_id asc, history.cutoff_date desc, history.received_at desc, history.line_id desc

)

select
    lines.line_id,
    '/* column */' as column_name,
    lines./* column */ as value,
    earlier./* column */ as earlier_value,
    earlier.cutoff_date as earlier_date
from checking./* form */_lines as lines
inner join earlier on lines.line_id = earlier.line_id
where
    lines./* column */ < earlier./* column */
    and not (
        lines.is_correction is true
        and lines.correction_document_number is not null
        and lines.correction_reason is not null
    )
