-- The grade scheme of the newest policy.
-- One row.
select versions.content #>> '{evaluation,grade_scheme}' as scheme_name
from raw.policy_versions as versions
order by versions.policy_version desc
limit 1
