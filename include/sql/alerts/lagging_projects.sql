-- The lagging projects of one day, worst first.
-- One row per project.
select lagging.*
from marts.lagging_projects as lagging
where lagging.as_of_date = :as_of_date
order by
    lagging.light = 'red' desc,
    lagging.lag_rank asc nulls last,
    lagging.project_code asc
