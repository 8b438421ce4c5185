-- Every day whose kind somebody has announced: worked or not.
-- One row per calendar day: the newest record by the known-at moment, else the first ever.
-- Scope: whole programme.
select distinct on (workdays.calendar_date)
    workdays.calendar_date,
    workdays.is_workday
from raw.workdays as workdays
cross join evaluation
order by
    workdays.calendar_date asc,
    workdays.recorded_at <= evaluation.known_at desc,
    case when workdays.recorded_at <= evaluation.known_at then workdays.recorded_at end desc,
    workdays.recorded_at asc
