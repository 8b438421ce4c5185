-- The returns that have not come although their due date is past, the longest overdue first.
-- One row per unit, form and cut-off date. Rule F33.
select reporting.*
from /* schema */.unit_reporting as reporting
inner join pg_temp.evaluation as evaluation on reporting.as_of_date = evaluation.as_of_date
where reporting.status in ('missing', 'in_grace')
order by
    reporting.days_late desc,
    reporting.unit_code asc,
    reporting.form asc
