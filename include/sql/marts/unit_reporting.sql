-- Who owed which form for which cut-off, and whether it came: a missing report is missing, never zero.
-- One row per unit, form, cut-off date and as-of date. Due and received days are days in Shanghai. Rule F33.
-- Scope: whole programme.
with received as (

    select
        coalesce(sums.unit_code, nil.unit_code) as unit_code,
        coalesce(sums.form, nil.form) as form,
        coalesce(sums.cutoff_date, nil.cutoff_date) as cutoff_date,
        least(sums.first_received_at, nil.first_received_at) as first_received_at,
        coalesce(sums.projects_count, 0) as projects_count
    from int_reporting_sums as sums
    full outer join int_nil_returns as nil
        on
            sums.unit_code = nil.unit_code
            and sums.form = nil.form
            and sums.cutoff_date = nil.cutoff_date

),

matched as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        calendar.unit_code,
        units.unit_name,
        calendar.form,
        calendar.frequency,
        calendar.cutoff_date,
        calendar.due_date,
        calendar.grace_end_date,
        (evaluation.known_at at time zone 'Asia/Shanghai')::date as known_date,
        calendar.due_note,
        excused.waiver_id as excuse_waiver_id,
        received.first_received_at,
        (received.first_received_at at time zone 'Asia/Shanghai')::date as received_date,
        coalesce(received.projects_count, 0) as projects_count
    from int_reporting_calendar as calendar
    cross join evaluation
    inner join raw.plan_units as units
        on
            calendar.unit_code = units.unit_code
            and evaluation.plan_version = units.plan_version
    left join received
        on
            calendar.unit_code = received.unit_code
            and calendar.form = received.form
            and calendar.cutoff_date = received.cutoff_date
    left join int_excused_reports as excused
        on
            calendar.unit_code = excused.unit_code
            and calendar.form = excused.form
            and calendar.cutoff_date = excused.cutoff_date
            and excused.project_code is null

),

judged as (

    select
        matched.*,
        case
            when matched.received_date <= matched.due_date then 'on_time'
            when matched.received_date <= matched.grace_end_date then 'within_grace'
            when matched.received_date is not null then 'late'
            when matched.excuse_waiver_id is not null then 'waived'
            when matched.known_date <= matched.due_date then 'not_due'
            when matched.known_date <= matched.grace_end_date then 'in_grace'
            else 'missing'
        end as status,
        greatest(0, coalesce(matched.received_date, matched.known_date) - matched.due_date) as days_late
    from matched

),

named as (

    select
        judged.*,
        case judged.status when 'missing' then 'F33' end as rule_id,
        case judged.status when 'waived' then judged.excuse_waiver_id end as waiver_id
    from judged

)

select * from named
