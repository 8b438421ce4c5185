-- Every owed return up to a later day, as it stands now, kept beside the bulletin's own.
-- One row per unit, form and cut-off date.
select reporting.*
from pg_temp.unit_reporting as reporting
