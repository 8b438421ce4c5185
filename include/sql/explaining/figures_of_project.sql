-- A project's row of one day, published or a candidate.
-- One row; none where the day was not evaluated.
select performance.*
from /* schema */.project_performance as performance
where performance.project_code = :project_code and performance.as_of_date = :as_of_date
