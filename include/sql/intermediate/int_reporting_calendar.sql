-- When each owed return is due and how long it is waited for; what is overdue is judged on the known-at day.
-- One row per unit, form and cut-off date. Days count as the plan says: calendar days; workdays after the cut-off; or
-- calendar days moved to the next workday where they end on a day off. The grace is counted likewise from the due date.
-- Scope: whole programme.
with targets as (

    select
        int_cutoffs.*,
        case
            when int_cutoffs.due_rule = 'workdays'
                then
                    cutoff_day.workday_number
                    + greatest(int_cutoffs.due_days_after_cutoff, case when cutoff_day.is_workday then 0 else 1 end)
            else target_day.workday_number + case when target_day.is_workday then 0 else 1 end
        end as due_workday_number,
        target_day.calendar_date as target_date
    from int_cutoffs
    inner join int_workdays as cutoff_day on int_cutoffs.cutoff_date = cutoff_day.calendar_date
    inner join int_workdays as target_day
        on int_cutoffs.cutoff_date + int_cutoffs.due_days_after_cutoff = target_day.calendar_date

),

due as (

    select
        targets.*,
        case targets.due_rule
            when 'calendar_days' then targets.target_date
            else due_day.calendar_date
        end as due_date
    from targets
    inner join int_workdays as due_day
        on due_day.is_workday and targets.due_workday_number = due_day.workday_number

),

graced as (

    select
        due.*,
        case
            when due.due_rule = 'workdays' then due.due_workday_number + due.grace_days
            else target_day.workday_number + case when target_day.is_workday then 0 else 1 end
        end as grace_workday_number,
        target_day.calendar_date as grace_target_date
    from due
    inner join int_workdays as target_day on due.due_date + due.grace_days = target_day.calendar_date

),

dated as (

    select
        graced.*,
        grace_days.grace_end_date,
        (evaluation.known_at at time zone 'Asia/Shanghai')::date > grace_days.grace_end_date as is_overdue
    from graced
    cross join evaluation
    inner join int_workdays as grace_day
        on grace_day.is_workday and graced.grace_workday_number = grace_day.workday_number
    cross join lateral (
        values
        (case graced.due_rule when 'calendar_days' then graced.grace_target_date else grace_day.calendar_date end)
    ) as grace_days (grace_end_date)

),

noted as (

    select
        dated.*,
        case
            when dated.due_rule <> 'calendar_days' and exists (
                select 1 from int_workdays as days
                where not days.is_announced and days.calendar_date between dated.cutoff_date and dated.grace_end_date
            ) then 'holidays_not_announced'
        end as due_note
    from dated

)

select * from noted
