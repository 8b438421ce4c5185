-- Returns that are due within the policy's days (notice), waited for within their grace (yellow), or missing (red).
-- One row per unit, form and cut-off date.
select
    reporting.unit_code,
    reporting.unit_name,
    reporting.form || '|' || reporting.cutoff_date as case_key,
    case reporting.status when 'missing' then 'red' when 'in_grace' then 'yellow' else 'notice' end as level,
    jsonb_build_object(
        'form', reporting.form, 'cutoff', reporting.cutoff_date, 'due', reporting.due_date,
        'grace_end', reporting.grace_end_date, 'days', reporting.days_late
    ) as facts
from marts.unit_reporting as reporting
inner join int_alert_week as week on reporting.as_of_date = week.as_of_date
where
    reporting.status in ('missing', 'in_grace')
    or (reporting.status = 'not_due' and reporting.due_date - week.known_date <= week.reminder_days)
