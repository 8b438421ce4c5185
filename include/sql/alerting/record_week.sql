-- Record a week and the one it is compared with: the newest earlier week that was evaluated and known by then. A week
-- that is recorded keeps its comparison.
insert into raw.alert_weeks (as_of_date, known_at, previous_as_of_date, previous_known_at)
select
    points.as_of_date,
    points.known_at,
    earlier.as_of_date as previous_as_of_date,
    earlier.known_at as previous_known_at
from (
    select
        cast(:as_of_date as date) as as_of_date,
        cast(:known_at as timestamptz) as known_at
) as points
left join lateral (
    select
        weeks.as_of_date,
        weeks.known_at
    from raw.alert_weeks as weeks
    where
        date_trunc('week', weeks.as_of_date) < date_trunc('week', points.as_of_date)
        and weeks.known_at <= points.known_at
    order by weeks.as_of_date desc, weeks.known_at desc
    limit 1
) as earlier on true
on conflict (as_of_date, known_at) do nothing
