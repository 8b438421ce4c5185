-- What residents said, of each project and of the programme: sample, base, shares, and why a share is unknown.
-- One row per extent (project, programme), project (ALL for the programme) and as-of date. Counts; shares of 1.
-- Response = valid answers ÷ planned households. The programme: sums over the projects whose own share is known, as in
-- its self-evaluation; of satisfaction, over those whose window has begun. How many of how many is beside it.
-- Scope: one project.
with both_extents as (

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
    from int_resident_answers as answers
    union all
    select
        'programme' as extent,
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version,
        'ALL' as project_code,
        null as project_name,
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
            when programme.small_samples_count > 0 then 'sample_too_small'
            else 'not_reported'
        end as satisfaction_reason,
        programme.petitions_count,
        null::date as handover_date,
        null as management_mode
    from int_resident_sums as programme
    cross join evaluation

)

select * from both_extents
