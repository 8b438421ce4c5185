-- When the return of each cut-off of the plan's calendar is due, past and to come, and how long it is waited for.
-- One row per unit, form and cut-off date; no project is in it. Days count as the plan says: calendar days; workdays
-- after the cut-off; or calendar days moved to the next workday where they end on a day off. The grace is counted
-- likewise from the due date.
-- Scope: whole programme.
with targets as (

    select
        int_planned_cutoffs.*,
        case
            when int_planned_cutoffs.due_rule = 'workdays'
                then
                    cutoff_day.workday_number
                    + greatest(
                        int_planned_cutoffs.due_days_after_cutoff, case when cutoff_day.is_workday then 0 else 1 end
                    )
            else target_day.workday_number + case when target_day.is_workday then 0 else 1 end
        end as due_workday_number,
        target_day.calendar_date as target_date
    from int_planned_cutoffs
    inner join int_workdays as cutoff_day on int_planned_cutoffs.cutoff_date = cutoff_day.calendar_date
    inner join int_workdays as target_day
        on int_planned_cutoffs.cutoff_date + int_planned_cutoffs.due_days_after_cutoff = target_day.calendar_date

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
        case graced.due_rule
            when 'calendar_days' then graced.grace_target_date
            else grace_day.calendar_date
        end as grace_end_date
    from graced
    inner join int_workdays as grace_day
        on grace_day.is_workday and graced.grace_workday_number = grace_day.workday_number

)

select * from dated
