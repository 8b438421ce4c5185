-- Record a day of the calendar, where the newest record of that day does not say the same.
insert into raw.workdays (calendar_date, is_workday, recorded_at, source)
select
    cast(:calendar_date as date) as calendar_date,
    cast(:is_workday as boolean) as is_workday,
    cast(:recorded_at as timestamptz) as recorded_at,
    cast(:source as text) as source
where
    cast(:is_workday as boolean) is distinct from (
        select newest.is_workday
        from raw.workdays as newest
        where newest.calendar_date = :calendar_date
        order by newest.recorded_at desc
        limit 1
    )
on conflict (calendar_date, recorded_at) do nothing
