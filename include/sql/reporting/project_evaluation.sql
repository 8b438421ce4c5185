-- The published evaluation of one day, in the annex's order.
-- One row per project.
select performance.*
from marts.project_performance as performance
where performance.as_of_date = :as_of_date
order by performance.serial_number
