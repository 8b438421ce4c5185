-- By when an order written this week is to be answered: so many workdays after the day of the letters.
-- One row. A day that nobody has announced counts by the week, Monday to Friday.
with days as (

    select
        week.order_deadline_workdays,
        series.day::date as calendar_date,
        coalesce(announced.is_workday, extract(isodow from series.day) < 6) as is_workday
    from int_alert_week as week
    cross join
        generate_series(
            week.known_date + 1, week.known_date + 30 + 2 * week.order_deadline_workdays, interval '1 day'
        ) as series (day)
    left join int_announced_days as announced on series.day::date = announced.calendar_date

),

numbered as (

    select
        days.calendar_date,
        days.order_deadline_workdays,
        row_number() over (order by days.calendar_date) as workday_number
    from days
    where days.is_workday

)

select numbered.calendar_date as deadline_date
from numbered
where numbered.workday_number = numbered.order_deadline_workdays
