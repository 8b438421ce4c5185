-- Who owed which form for which cut-off, and whether it came: a missing report is missing, never zero.
-- One row per unit, form, cut-off date and as-of date. Due and received days are days in Shanghai. Rule F33.
with received as (

    select
        int_reported_cutoffs.unit_code,
        int_reported_cutoffs.form,
        int_reported_cutoffs.cutoff_date,
        min(int_reported_cutoffs.first_received_at) as first_received_at,
        count(distinct int_reported_cutoffs.project_code) as projects_count
    from int_reported_cutoffs
    group by 1, 2, 3

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
        calendar.known_date,
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
