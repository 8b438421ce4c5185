-- How many lines of a form are now being checked.
-- One row.
select count(*) as lines_count
from checking.places as places
where places.form = :form
