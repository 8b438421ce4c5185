-- How many returns the units owed by the day's moment, and how many of them came; one that is waived is not owed.
-- One row.
select
    count(*) as owed,
    count(reporting.received_date) as filed
from marts.unit_reporting as reporting
where reporting.as_of_date = :as_of_date and reporting.status not in ('not_due', 'in_grace', 'waived')
