-- The days that the programme's curve is drawn through: month ends of the last months, quarter ends before and after,
-- and the day itself.
-- One row per day.
with years as (

    select
        min(projects.window_start_date) as first_date,
        max(projects.window_end_date) as last_date
    from raw.plan_projects as projects
    where projects.plan_version = :plan_version

),

month_ends as (

    select (months.first_day + interval '1 month' - interval '1 day')::date as curve_date
    from years
    cross join
        generate_series(
            date_trunc('month', years.first_date::timestamp),
            date_trunc('month', years.last_date::timestamp),
            interval '1 month'
        ) as months (first_day)

)

select month_ends.curve_date
from month_ends
where
    extract(month from month_ends.curve_date)::integer % 3 = 0
    or (
        month_ends.curve_date <= cast(:as_of_date as date)
        and month_ends.curve_date > cast(:as_of_date as date) - make_interval(months => cast(:months_count as integer))
    )
union
select cast(:as_of_date as date) as curve_date
order by curve_date
