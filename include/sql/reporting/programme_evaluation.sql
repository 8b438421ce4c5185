-- The published evaluation of the whole programme on one day.
-- One row.
select performance.*
from marts.programme_performance as performance
where performance.as_of_date = :as_of_date
