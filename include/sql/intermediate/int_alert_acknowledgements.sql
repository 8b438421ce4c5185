-- Answers to alerts known by the moment: recorded by command, or written beside 备注 in a unit's progress return.
-- One row per answer. In a return: one of the policy's words, a date, and the reason after it, which mutes until that
-- date. It answers every alert of the project that is about works, and of its items those of the unit that answers; a
-- utility answers for its own items alone. A date that is none is no answer.
with remarks as (

    select
        lines.return_id,
        lines.project_code,
        returns.unit_code,
        returns.unit_type,
        returns.received_at,
        lines.line_id,
        regexp_match(
            lines.remark,
            '(?:' || week.acknowledgement_words
            || ')\s*[:：为]?\s*(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?\s*[,，;；。:：]?\s*(.*)'
        ) as parts
    from raw.progress_lines as lines
    inner join stg_returns as returns on lines.return_id = returns.return_id
    cross join int_alert_week as week
    where lines.is_accepted and lines.remark ~ week.acknowledgement_words

),

dated as (

    select
        remarks.*,
        remarks.parts[1]::integer as year_number,
        remarks.parts[2]::integer as month_number,
        remarks.parts[3]::integer as day_number
    from remarks
    where remarks.parts is not null and remarks.parts[1] >= '2000' and remarks.parts[2]::integer between 1 and 12

),

real_days as (

    select
        dated.*,
        make_date(dated.year_number, dated.month_number, 1) + dated.day_number - 1 as recovery_date
    from dated
    where dated.day_number between 1 and 31

),

written as (

    select distinct on (real_days.return_id, real_days.project_code)
        'R' || real_days.return_id as acknowledgement_key,
        real_days.project_code,
        null::text as rule_id,
        real_days.unit_code as acknowledged_by,
        real_days.unit_type <> 'utility' as answers_works,
        real_days.received_at as acknowledged_at,
        coalesce(nullif(trim(real_days.parts[4]), ''), '—') as reason,
        real_days.recovery_date,
        real_days.recovery_date as muted_until_date
    from real_days
    where extract(month from real_days.recovery_date) = real_days.month_number
    order by real_days.return_id asc, real_days.project_code asc, real_days.line_id asc

),

recorded as (

    select
        answers.acknowledgement_id::text as acknowledgement_key,
        answers.project_code,
        answers.rule_id,
        answers.acknowledged_by,
        coalesce(units.unit_type <> 'utility', true) as answers_works,
        answers.acknowledged_at,
        answers.reason,
        answers.recovery_date,
        answers.muted_until_date
    from raw.acknowledgements as answers
    inner join evaluation on answers.acknowledged_at <= evaluation.known_at
    left join raw.plan_units as units
        on
            evaluation.plan_version = units.plan_version
            and answers.acknowledged_by = units.unit_code

)

select * from written
union all
select * from recorded
