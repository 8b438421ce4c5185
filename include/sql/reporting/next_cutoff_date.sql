-- The first cut-off date of the calendar in force after the last accepted one; its first where there is none.
-- One row; null where the calendar has come to its end.
with accepted as (

    select max(lines.cutoff_date) as cutoff_date
    from raw.lines as lines
    inner join raw.returns as returns on lines.return_id = returns.return_id
    where lines.is_accepted and returns.recorded_at <= :known_at

),

cutoffs as (

    select (months.first_day + interval '1 month' - interval '1 day')::date as cutoff_date
    from raw.plan_reporting_calendar as calendar
    inner join checking.plan on calendar.plan_version = plan.plan_version
    cross join
        generate_series(
            date_trunc('month', calendar.first_cutoff_date::timestamp),
            date_trunc('month', calendar.last_cutoff_date::timestamp),
            interval '1 month'
        ) as months (first_day)

)

select min(cutoffs.cutoff_date) as cutoff_date
from cutoffs
cross join accepted
where accepted.cutoff_date is null or cutoffs.cutoff_date > accepted.cutoff_date
