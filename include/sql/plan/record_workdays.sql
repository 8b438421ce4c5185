-- Record days of the calendar, each where the newest record of that day does not say the same.
-- One row per day that is news.
insert into raw.workdays (calendar_date, is_workday, recorded_at, source)
select
    days.calendar_date,
    days.is_workday,
    cast(:recorded_at as timestamptz) as recorded_at,
    cast(:source as text) as source
from unnest(cast(:calendar_dates as date[]), cast(:are_workdays as boolean[])) as days (calendar_date, is_workday)
where
    days.is_workday is distinct from (
        select newest.is_workday
        from raw.workdays as newest
        where newest.calendar_date = days.calendar_date
        order by newest.recorded_at desc
        limit 1
    )
on conflict (calendar_date, recorded_at) do nothing
