-- Returns that alerts speak of: those owed on the published day, and those whose cut-off date is still to come.
-- One row per unit, form and cut-off date. What is to come is owed by nobody and is in no mart; it is not due until its
-- due date has passed, received as soon as news of its period is known, and waived where a waiver excuses it.
with coming as (

    select
        due.*,
        evaluation.plan_version
    from int_due_dates as due
    inner join evaluation on due.cutoff_date > evaluation.as_of_date

),

said as (

    select
        returns.unit_code,
        lines.form,
        lines.cutoff_date
    from raw.lines as lines
    inner join stg_returns as returns on lines.return_id = returns.return_id
    where lines.is_accepted and lines.cutoff_date >= (select min(coming.period_start_date) from coming)
    union
    select
        returns.unit_code,
        claims.form,
        claims.cutoff_date
    from raw.no_change_claims as claims
    inner join stg_returns as returns on claims.return_id = returns.return_id
    where not claims.repeats

),

judged as (

    select
        coming.unit_code,
        units.unit_name,
        coming.form,
        coming.cutoff_date,
        coming.due_date,
        coming.grace_end_date,
        case
            when exists (
                select 1 from said
                where
                    said.unit_code = coming.unit_code
                    and said.form = coming.form
                    and said.cutoff_date between coming.period_start_date and coming.period_end_date
            ) then 'on_time'
            when exists (
                select 1 from int_excused_reports as excused
                where
                    excused.unit_code = coming.unit_code
                    and excused.form = coming.form
                    and excused.cutoff_date = coming.cutoff_date
                    and excused.project_code is null
            ) then 'waived'
            else 'not_due'
        end as status,
        0 as days_late
    from coming
    inner join raw.plan_units as units
        on
            coming.plan_version = units.plan_version
            and coming.unit_code = units.unit_code

),

published as (

    select
        reporting.unit_code,
        reporting.unit_name,
        reporting.form,
        reporting.cutoff_date,
        reporting.due_date,
        reporting.grace_end_date,
        reporting.status,
        reporting.days_late
    from marts.unit_reporting as reporting
    inner join evaluation on reporting.as_of_date = evaluation.as_of_date

)

select * from published
union all
select * from judged
