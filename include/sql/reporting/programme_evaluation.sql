-- The evaluation of the whole programme on one day, published or a candidate.
-- One row.
select performance.*
from /* schema */.programme_performance as performance
where performance.as_of_date = :as_of_date
