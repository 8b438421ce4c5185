-- Every cut-off of the plan's calendar, past and to come, and the days whose news counts for it.
-- One row per unit, form and cut-off date; of the calendar alone, no project is in it. Weeks run from the first cut-off
-- in steps of seven days; months, quarters and years end with their last day; what is owed once is answered by news of
-- any day.
-- Scope: whole programme.
with owed as (

    select
        lines.*,
        case lines.frequency
            when 'week' then interval '7 days'
            when 'month' then interval '1 month'
            when 'quarter' then interval '3 months'
            when 'year' then interval '1 year'
        end as step,
        case
            when lines.frequency = 'week' then lines.first_cutoff_date::timestamp - interval '6 days'
            when lines.frequency <> 'once' then date_trunc(lines.frequency, lines.first_cutoff_date::timestamp)
        end as first_day
    from raw.plan_reporting_calendar as lines
    inner join evaluation on lines.plan_version = evaluation.plan_version

),

periods as (

    select
        owed.*,
        series.start_day::date as period_start_date,
        (series.start_day + owed.step - interval '1 day')::date as period_end_date,
        (series.start_day + owed.step - interval '1 day')::date as cutoff_date
    from owed
    cross join generate_series(owed.first_day, owed.last_cutoff_date::timestamp, owed.step) as series (start_day)
    union all
    select
        owed.*,
        date '-infinity' as period_start_date,
        date 'infinity' as period_end_date,
        owed.first_cutoff_date as cutoff_date
    from owed
    where owed.frequency = 'once'

),

kept as (

    select
        periods.unit_code,
        periods.form,
        periods.frequency,
        periods.cutoff_date,
        periods.period_start_date,
        periods.period_end_date,
        periods.due_days_after_cutoff,
        periods.grace_days,
        periods.due_rule
    from periods
    where periods.cutoff_date <= periods.last_cutoff_date

)

select * from kept
