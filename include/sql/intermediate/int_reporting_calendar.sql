-- When each owed return is due and how long it is waited for; what is overdue is judged on the known-at day.
-- One row per unit, form and cut-off date up to the as-of date; no project is in it. Noted: a day that nobody has
-- announced lies between the cut-off and the end of the grace, so the due date may still move.
-- Scope: whole programme.
select
    due.*,
    (evaluation.known_at at time zone 'Asia/Shanghai')::date > due.grace_end_date as is_overdue,
    case
        when due.due_rule <> 'calendar_days' and exists (
            select 1 from int_workdays as days
            where not days.is_announced and days.calendar_date between due.cutoff_date and due.grace_end_date
        ) then 'holidays_not_announced'
    end as due_note
from int_due_dates as due
inner join evaluation on due.cutoff_date <= evaluation.as_of_date
