-- F27: another unit reports what looks like the same payment: the same voucher, or payee, amount and days within three.
-- One row per suspected line, of whichever unit comes later. Counted once: the finance bureau's before the company's.
with alike as (

    select
        lines.line_id,
        lines.voucher_number,
        history.unit_code,
        history.row_number
    from checking.payments_lines as lines
    inner join checking.payments_history as history
        on
            lines.project_code = history.project_code
            and lines.voucher_number = history.voucher_number
            and lines.unit_code <> history.unit_code
            and lines.line_id > history.line_id
    union all
    select
        lines.line_id,
        lines.voucher_number,
        history.unit_code,
        history.row_number
    from checking.payments_lines as lines
    inner join checking.payments_history as history
        on
            lines.project_code = history.project_code
            and lines.payment_amount = history.payment_amount
            and lines.payee_text = history.payee_text
            and abs(lines.payment_date - history.payment_date) <= 3
            and lines.unit_code <> history.unit_code
            and lines.line_id > history.line_id

)

select
    alike.line_id,
    'voucher_number' as column_name,
    alike.voucher_number as value,
    min(units.unit_name) as other_unit,
    min(alike.row_number) as other_row
from alike
cross join checking.plan
inner join raw.plan_units as units
    on
        alike.unit_code = units.unit_code
        and plan.plan_version = units.plan_version
group by alike.line_id, alike.voucher_number
