-- The month ends of the programme's years, and the day itself: what its curve is drawn through.
-- One row per day.
with years as (

    select
        min(projects.window_start_date) as first_date,
        max(projects.window_end_date) as last_date
    from raw.plan_projects as projects
    where projects.plan_version = :plan_version

)

select (months.first_day + interval '1 month' - interval '1 day')::date as curve_date
from years
cross join
    generate_series(
        date_trunc('month', years.first_date::timestamp),
        date_trunc('month', years.last_date::timestamp),
        interval '1 month'
    ) as months (first_day)
union
select cast(:as_of_date as date) as curve_date
order by curve_date
