-- Returns that are to be reminded of (notice), waited for within their grace (yellow), or missing (red).
-- One row per unit, form and cut-off date. Reminded of is what falls due before the next weekly letter, or within the
-- policy's days of notice after that letter, also where its cut-off date is still to come; it stays reminded of until
-- it is in or past due, so that nobody is reminded anew because a due date has moved.
with reminded as (

    select
        previous.subject_code as unit_code,
        previous.case_key
    from int_alert_previous as previous
    where previous.rule_id = 'F33' and previous.subject_kind = 'unit' and previous.state = 'open'

),

judged as (

    select
        reporting.*,
        reporting.form || '|' || reporting.cutoff_date as case_key,
        week.known_date,
        week.next_letter_date + week.reminder_notice_days as reminded_until_date
    from int_alert_reporting as reporting
    cross join int_alert_week as week

)

select
    judged.unit_code,
    judged.unit_name,
    judged.case_key,
    case judged.status when 'missing' then 'red' when 'in_grace' then 'yellow' else 'notice' end as level,
    jsonb_build_object(
        'form', judged.form, 'cutoff', judged.cutoff_date, 'due', judged.due_date,
        'grace_end', judged.grace_end_date, 'days', judged.days_late
    ) as facts
from judged
left join reminded on judged.unit_code = reminded.unit_code and judged.case_key = reminded.case_key
where
    judged.status in ('missing', 'in_grace')
    or (
        judged.status = 'not_due'
        and judged.known_date <= judged.due_date
        and (judged.due_date < judged.reminded_until_date or reminded.unit_code is not null)
    )
