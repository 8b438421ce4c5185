-- What the programme of the evaluation point is called.
-- One row.
select versions.programme_name
from raw.plan_versions as versions
inner join evaluation on versions.plan_version = evaluation.plan_version
