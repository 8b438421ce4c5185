-- The forms of which a return now being checked says that nothing has changed.
-- One row per form.
select distinct claims.form
from claims
order by claims.form
