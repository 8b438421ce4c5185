-- Every day on which a return may fall due, whether it is worked, and how many workdays there were up to it.
-- One row per calendar day. A day that nobody has announced counts by the week, Monday to Friday.
-- Scope: whole programme.
with spans as (

    select
        min(calendar.first_cutoff_date) as first_date,
        max(calendar.last_cutoff_date + 3 * (calendar.due_days_after_cutoff + calendar.grace_days) + 30) as last_date
    from raw.plan_reporting_calendar as calendar
    inner join evaluation on calendar.plan_version = evaluation.plan_version

),

days as (

    select
        series.day::date as calendar_date,
        coalesce(announced.is_workday, extract(isodow from series.day) < 6) as is_workday,
        announced.calendar_date is not null as is_announced
    from spans
    cross join
        generate_series(spans.first_date::timestamp, spans.last_date::timestamp, interval '1 day') as series (day)
    left join int_announced_days as announced on series.day::date = announced.calendar_date

),

numbered as (

    select
        days.*,
        count(*) filter (where days.is_workday) over (order by days.calendar_date) as workday_number
    from days

)

select * from numbered
