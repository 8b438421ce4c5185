-- The returns that are overdue and have not come (rule F33), and those that came late.
-- One row per unit, form and cut-off date.
select
    reporting.unit_code,
    reporting.unit_name,
    reporting.form,
    reporting.cutoff_date,
    reporting.due_date,
    reporting.days_late,
    reporting.status,
    reporting.rule_id
from marts.unit_reporting as reporting
where
    reporting.as_of_date = :as_of_date
    and reporting.status in ('missing', 'late')
order by
    reporting.status desc,
    reporting.unit_code asc,
    reporting.form asc,
    reporting.cutoff_date asc
