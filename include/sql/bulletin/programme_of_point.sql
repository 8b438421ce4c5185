-- The programme at an earlier point, kept beside the bulletin's own.
-- One row.
select performance.*
from /* schema */.programme_performance as performance
inner join pg_temp.evaluation as evaluation on performance.as_of_date = evaluation.as_of_date
