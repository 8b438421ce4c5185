-- The programme in sentences: how much is due, done, earned and paid; what is not known.
-- One row per sentence.
select
    sentences.sentence,
    performance.*,
    performance.projects_count - performance.known_projects_count as unknown_projects_count
from /* schema */.programme_performance as performance
inner join pg_temp.evaluation as evaluation on performance.as_of_date = evaluation.as_of_date
cross join lateral (
    values
    ('programme', 1, true),
    ('progress', 2, performance.known_projects_count > 0),
    ('nothing_known', 2, performance.known_projects_count = 0),
    ('unknown', 3, performance.known_projects_count between 1 and performance.projects_count - 1)
) as sentences (sentence, place, is_said)
where sentences.is_said
order by sentences.place
