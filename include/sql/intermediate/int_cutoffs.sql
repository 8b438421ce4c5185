-- Every cut-off that a unit owes a form for, up to the as-of date, and the days whose news counts for it.
-- One row per unit, form and cut-off date; no project is in it. A cut-off that has not come is not owed.
-- Scope: whole programme.
select planned.*
from int_planned_cutoffs as planned
inner join evaluation on planned.cutoff_date <= evaluation.as_of_date
