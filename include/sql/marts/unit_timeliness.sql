-- How punctually each unit reports (报送及时率): returns on time ÷ returns due.
-- One row per unit, form and as-of date. Due: its due day is past, or it has come; grace does not make it punctual, and
-- what is waived and has not come is not due.
-- Source: the reporting calendar of the plan.
-- Scope: whole programme.
with counted as (

    select
        unit_reporting.as_of_date,
        unit_reporting.known_at,
        unit_reporting.plan_version,
        unit_reporting.unit_code,
        unit_reporting.unit_name,
        unit_reporting.form,
        count(*) filter (where unit_reporting.status not in ('not_due', 'waived')) as returns_due_count,
        count(*) filter (where unit_reporting.status = 'on_time') as returns_on_time_count,
        count(*) filter (where unit_reporting.received_date is not null) as returns_received_count,
        count(*) filter (where unit_reporting.status = 'missing') as returns_missing_count,
        max(unit_reporting.days_late) filter (where unit_reporting.status not in ('not_due', 'waived'))
            as longest_days_late
    from unit_reporting
    group by 1, 2, 3, 4, 5, 6

),

divided as (

    select
        counted.*,
        counted.returns_on_time_count::numeric / nullif(counted.returns_due_count, 0) as timeliness_ratio,
        case when counted.returns_due_count = 0 then 'nothing_due' end as timeliness_reason
    from counted

)

select * from divided
