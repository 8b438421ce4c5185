-- The week that alerts speak of, the week it is compared with, and what the policy says of every alert.
-- One row. Known date: the Shanghai day of the known-at moment, on which the letters are written. Next letter: a week
-- after the day that follows the as-of date. An older policy counted its reminder's days from the letter itself.
with policies as (

    select versions.content -> 'alerts' as alerts
    from raw.policy_versions as versions
    inner join evaluation on versions.policy_version = evaluation.policy_version

),

week as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version,
        to_char(evaluation.as_of_date, 'IYYY"-W"IW') as week_key,
        (evaluation.known_at at time zone 'Asia/Shanghai')::date as known_date,
        weeks.previous_as_of_date,
        weeks.previous_known_at,
        evaluation.as_of_date + 8 as next_letter_date,
        coalesce(
            (policies.alerts ->> 'reminder_notice_days')::integer, (policies.alerts ->> 'reminder_days')::integer - 6
        ) as reminder_notice_days,
        (policies.alerts ->> 'reopened_within_weeks')::integer as reopened_within_weeks,
        (policies.alerts ->> 'order_deadline_workdays')::integer as order_deadline_workdays,
        policies.alerts ->> 'programme_office_code' as programme_office_code,
        policies.alerts ->> 'finance_bureau_code' as finance_bureau_code,
        policies.alerts ->> 'leading_group_code' as leading_group_code,
        (
            select string_agg(words.word, '|')
            from jsonb_array_elements_text(policies.alerts -> 'acknowledgement_words') as words (word)
        ) as acknowledgement_words
    from evaluation
    cross join policies
    left join raw.alert_weeks as weeks
        on
            evaluation.as_of_date = weeks.as_of_date
            and evaluation.known_at = weeks.known_at

)

select * from week
