-- What the residents of each project said: how many were asked and consent, how many who answered are satisfied.
-- One row per project. Counts; shares of 1. Consent = consenting ÷ surveyed households. Satisfaction (满意度) = (very
-- satisfied + satisfied) ÷ valid answers, of the newest cut-off that brings answers; with fewer answers than the policy
-- asks for (样本不足) there is no share, only the counts. Source: 财预〔2020〕10号 满意度; 二（二） residents decide.
-- Scope: one project.
with surveys as (

    select distinct on (lines.project_code) lines.*
    from stg_residents_lines as lines
    order by
        lines.project_code asc,
        lines.cutoff_date desc,
        lines.received_at desc,
        lines.return_id desc,
        lines.line_id desc

),

answers as (

    select distinct on (lines.project_code) lines.*
    from stg_residents_lines as lines
    where lines.valid_answers_count is not null
    order by
        lines.project_code asc,
        lines.cutoff_date desc,
        lines.received_at desc,
        lines.return_id desc,
        lines.line_id desc

),

joined as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version,
        projects.project_code,
        projects.project_name,
        projects.serial_number,
        projects.planned_households_count,
        projects.window_start_date <= evaluation.as_of_date as is_begun,
        surveys.cutoff_date as survey_date,
        surveys.surveyed_households_count,
        surveys.consenting_households_count,
        surveys.consenting_households_count / nullif(surveys.surveyed_households_count, 0) as consent_ratio,
        case
            when surveys.surveyed_households_count is null then 'not_reported'
            when surveys.surveyed_households_count = 0 then 'nobody_surveyed'
        end as consent_reason,
        answers.cutoff_date as answers_date,
        answers.valid_answers_count,
        answers.very_satisfied_count,
        answers.satisfied_count,
        case
            when answers.valid_answers_count is null then 'not_reported'
            when answers.valid_answers_count = 0 then 'nobody_answered'
            when answers.valid_answers_count < policy.least_answers_count then 'sample_too_small'
            when answers.very_satisfied_count is null or answers.satisfied_count is null then 'answers_incomplete'
        end as satisfaction_reason,
        surveys.petitions_count,
        surveys.handover_date,
        surveys.management_mode
    from stg_plan_projects as projects
    cross join evaluation
    cross join int_policy_in_force as policy
    left join surveys on projects.project_code = surveys.project_code
    left join answers on projects.project_code = answers.project_code

),

divided as (

    select
        joined.*,
        case
            when joined.satisfaction_reason is null
                then (joined.very_satisfied_count + joined.satisfied_count) / joined.valid_answers_count
        end as satisfaction_ratio
    from joined

)

select * from divided
