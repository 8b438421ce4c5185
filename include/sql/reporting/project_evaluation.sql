-- The evaluation of one day, published or a candidate, in the annex's order.
-- One row per project.
select performance.*
from /* schema */.project_performance as performance
where performance.as_of_date = :as_of_date
order by performance.serial_number
