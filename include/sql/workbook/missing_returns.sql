-- Returns that are overdue and have not come by the published day.
-- One row per unit, form and cut-off date.
select
    reporting.unit_name,
    reporting.form,
    reporting.cutoff_date,
    reporting.due_date,
    reporting.days_late,
    reporting.rule_id
from marts.unit_reporting as reporting
where reporting.as_of_date = :as_of_date and reporting.status = 'missing'
order by reporting.unit_code asc, reporting.form asc, reporting.cutoff_date asc
