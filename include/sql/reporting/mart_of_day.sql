-- One mart's rows of one day, published or a candidate.
-- One row per row of the mart.
select mart.*
from /* schema */./* mart */ as mart
where mart.as_of_date = :as_of_date
order by mart::text
