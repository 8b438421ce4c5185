-- What the figures are made of: day, moment, versions, completeness.
-- One row per sentence.
select
    sentences.sentence,
    performance.*
from /* schema */.programme_performance as performance
inner join pg_temp.evaluation as evaluation on performance.as_of_date = evaluation.as_of_date
cross join (
    values (1, 'point'), (2, 'completeness'), (3, 'previous'), (4, 'terms')
) as sentences (place, sentence)
order by sentences.place
