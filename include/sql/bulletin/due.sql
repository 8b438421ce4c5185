-- The returns that fall due in the days after, as the calendar of workdays has it, and whether they have come.
-- One row per unit, form and cut-off date.
select returns.*
from pg_temp.bulletin_returns as returns
cross join pg_temp.evaluation as evaluation
where returns.due_date > evaluation.as_of_date and returns.due_date <= cast(:ahead_date as date)
order by
    returns.due_date asc,
    returns.unit_code asc,
    returns.form asc,
    returns.cutoff_date asc
