-- The returns that each project's alerts of a kind rest on: of every unit and form the newest word on the newest day.
-- One row per project and kind. Corrected: a return received since the week before speaks of a day that had been
-- reported by then.
with spoken as (

    select
        stg_lines.*,
        case stg_lines.form when 'progress' then 'project' else 'money' end as kind
    from stg_lines
    where stg_lines.form in ('progress', 'spending', 'payments', 'budget')

),

days as (

    select
        spoken.project_code,
        spoken.kind,
        spoken.unit_code,
        spoken.form,
        spoken.cutoff_date,
        min(spoken.received_at) as first_received_at,
        max(spoken.received_at) as last_received_at,
        (array_agg(spoken.return_id order by spoken.received_at desc, spoken.return_id desc))[1] as return_id,
        row_number() over (
            partition by spoken.project_code, spoken.kind, spoken.unit_code, spoken.form
            order by spoken.cutoff_date desc
        ) as newest_first
    from spoken
    where spoken.project_code is not null
    group by spoken.project_code, spoken.kind, spoken.unit_code, spoken.form, spoken.cutoff_date

),

gathered as (

    select
        days.project_code,
        days.kind,
        array_agg(distinct days.return_id) filter (where days.newest_first = 1) as return_ids,
        max(days.cutoff_date) as news_date,
        coalesce(
            bool_or(
                days.last_received_at > week.previous_known_at and days.first_received_at <= week.previous_known_at
            ),
            false
        ) as is_corrected
    from days
    cross join int_alert_week as week
    group by days.project_code, days.kind

)

select * from gathered
