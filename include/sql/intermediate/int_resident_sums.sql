-- What residents said, summed over the projects: of consent those whose share is known; of satisfaction those of them
-- whose window has begun, for nobody is content yet with works that are still ahead.
-- One row. Counts of projects, households and answers; null where it is known of none.
-- Scope: sums over projects.
select
    count(*) filter (where answers.is_begun) as projects_count,
    count(*) filter (where answers.is_begun and answers.satisfaction_reason is null) as answering_projects_count,
    count(*) filter (where answers.is_begun and answers.satisfaction_reason = 'sample_too_small')
        as small_samples_count,
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
    sum(answers.petitions_count) as petitions_count
from int_resident_answers as answers
having count(*) > 0
