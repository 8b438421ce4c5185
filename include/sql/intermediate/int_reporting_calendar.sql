-- Every cut-off that a unit owes a form for, up to the as-of date; what is overdue is judged on the known-at day.
-- One row per unit, form and cut-off date.
with calendar as (

    select lines.*
    from raw.plan_reporting_calendar as lines
    inner join evaluation on lines.plan_version = evaluation.plan_version

),

cutoffs as (

    select
        calendar.unit_code,
        calendar.form,
        (months.first_day + interval '1 month' - interval '1 day')::date as cutoff_date,
        calendar.due_days_after_cutoff,
        calendar.grace_days
    from calendar
    cross join evaluation
    cross join
        generate_series(
            date_trunc('month', calendar.first_cutoff_date::timestamp),
            date_trunc('month', least(calendar.last_cutoff_date, evaluation.as_of_date)::timestamp),
            interval '1 month'
        ) as months (first_day)

),

dated as (

    select
        cutoffs.unit_code,
        cutoffs.form,
        cutoffs.cutoff_date,
        cutoffs.cutoff_date + cutoffs.due_days_after_cutoff as due_date,
        cutoffs.cutoff_date + cutoffs.due_days_after_cutoff + cutoffs.grace_days as grace_end_date,
        (evaluation.known_at at time zone 'Asia/Shanghai')::date as known_date
    from cutoffs
    cross join evaluation
    where cutoffs.cutoff_date <= evaluation.as_of_date

)

select * from dated
