-- Every cut-off that a unit owes a form for, up to the as-of date, and the days whose news counts for it.
-- One row per unit, form and cut-off date. Weeks run from the first cut-off in steps of seven days; months, quarters and
-- years end with their last day; what is owed once is answered by news of any day.
with owed as (

    select
        lines.*,
        least(lines.last_cutoff_date, evaluation.as_of_date) as last_date,
        case lines.frequency
            when 'month' then interval '1 month'
            when 'quarter' then interval '3 months'
            when 'year' then interval '1 year'
        end as step
    from raw.plan_reporting_calendar as lines
    inner join evaluation on lines.plan_version = evaluation.plan_version

),

periods as (

    select
        owed.*,
        series.first_day::date as period_start_date,
        (series.first_day + owed.step - interval '1 day')::date as cutoff_date
    from owed
    cross join lateral generate_series(
        date_trunc(owed.frequency, owed.first_cutoff_date::timestamp),
        date_trunc(owed.frequency, owed.last_date::timestamp),
        owed.step
    ) as series (first_day)
    where owed.step is not null

),

weeks as (

    select
        owed.*,
        series.day::date - 6 as period_start_date,
        series.day::date as cutoff_date
    from owed
    cross join lateral generate_series(
        owed.first_cutoff_date::timestamp, owed.last_date::timestamp, interval '7 days'
    ) as series (day)
    where owed.frequency = 'week'

),

occasions as (

    select
        owed.*,
        date '-infinity' as period_start_date,
        owed.first_cutoff_date as cutoff_date
    from owed
    where owed.frequency = 'once'

),

united as (

    select * from periods
    union all
    select * from weeks
    union all
    select * from occasions

),

kept as (

    select
        united.unit_code,
        united.form,
        united.frequency,
        united.cutoff_date,
        united.period_start_date,
        case united.frequency when 'once' then date 'infinity' else united.cutoff_date end as period_end_date,
        united.due_days_after_cutoff,
        united.grace_days,
        united.due_rule
    from united
    where united.cutoff_date <= united.last_date

)

select * from kept
