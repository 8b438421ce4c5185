-- What residents said, of each project and of the programme: sample, base, shares, and why a share is unknown.
-- One row per extent (project, programme), project (ALL for the programme) and as-of date. Counts; shares of 1.
-- Response = valid answers ÷ planned households. The programme: sums over the projects whose own share is known, as in
-- its self-evaluation; of satisfaction, over those whose window has begun. How many of how many is beside it.
with answers as (

    select * from int_resident_answers

),

programme as (

    select
        answers.as_of_date,
        answers.known_at,
        answers.plan_version,
        answers.policy_version,
        count(*) filter (where answers.is_begun) as projects_count,
        count(*) filter (where answers.is_begun and answers.satisfaction_reason is null) as answering_projects_count,
        sum(answers.planned_households_count) as planned_households_count,
        sum(answers.planned_households_count) filter (where answers.is_begun and answers.satisfaction_reason is null)
            as asked_households_count,
        max(answers.survey_date) as survey_date,
        sum(answers.surveyed_households_count) filter (where answers.consent_ratio is not null)
            as surveyed_households_count,
        sum(answers.consenting_households_count) filter (where answers.consent_ratio is not null)
            as consenting_households_count,
        max(answers.answers_date) filter (where answers.is_begun and answers.satisfaction_reason is null)
            as answers_date,
        sum(answers.valid_answers_count) filter (where answers.is_begun and answers.satisfaction_reason is null)
            as valid_answers_count,
        sum(answers.very_satisfied_count) filter (where answers.is_begun and answers.satisfaction_reason is null)
            as very_satisfied_count,
        sum(answers.satisfied_count) filter (where answers.is_begun and answers.satisfaction_reason is null)
            as satisfied_count,
        bool_or(answers.satisfaction_reason = 'sample_too_small') filter (where answers.is_begun) as is_small_sample,
        sum(answers.petitions_count) as petitions_count
    from answers
    group by answers.as_of_date, answers.known_at, answers.plan_version, answers.policy_version

),

both_extents as (

    select
        'project' as extent,
        answers.as_of_date,
        answers.known_at,
        answers.plan_version,
        answers.policy_version,
        answers.project_code,
        answers.project_name,
        1 as projects_count,
        case when answers.satisfaction_reason is null then 1 else 0 end as answering_projects_count,
        answers.planned_households_count,
        answers.survey_date,
        answers.surveyed_households_count,
        answers.consenting_households_count,
        answers.consent_ratio,
        answers.consent_reason,
        answers.answers_date,
        answers.valid_answers_count,
        answers.very_satisfied_count,
        answers.satisfied_count,
        answers.valid_answers_count / nullif(answers.planned_households_count, 0)::numeric as response_ratio,
        answers.satisfaction_ratio,
        answers.satisfaction_reason,
        answers.petitions_count,
        answers.handover_date,
        answers.management_mode
    from answers
    union all
    select
        'programme' as extent,
        programme.as_of_date,
        programme.known_at,
        programme.plan_version,
        programme.policy_version,
        'ALL' as project_code,
        versions.programme_name as project_name,
        programme.projects_count,
        programme.answering_projects_count,
        programme.planned_households_count,
        programme.survey_date,
        programme.surveyed_households_count,
        programme.consenting_households_count,
        programme.consenting_households_count / nullif(programme.surveyed_households_count, 0) as consent_ratio,
        case when programme.surveyed_households_count is null then 'not_reported' end as consent_reason,
        programme.answers_date,
        programme.valid_answers_count,
        programme.very_satisfied_count,
        programme.satisfied_count,
        programme.valid_answers_count / nullif(programme.asked_households_count, 0)::numeric as response_ratio,
        (programme.very_satisfied_count + programme.satisfied_count) / nullif(programme.valid_answers_count, 0)
            as satisfaction_ratio,
        case
            when programme.answering_projects_count > 0 then null
            when programme.is_small_sample then 'sample_too_small'
            else 'not_reported'
        end as satisfaction_reason,
        programme.petitions_count,
        null::date as handover_date,
        null as management_mode
    from programme
    inner join raw.plan_versions as versions on programme.plan_version = versions.plan_version

)

select * from both_extents
