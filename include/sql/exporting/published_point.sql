-- What the published day speaks of: the moment and the versions.
-- One row; none where the day is not published.
select
    performance.as_of_date,
    performance.known_at,
    performance.plan_version,
    performance.policy_version,
    performance.light_profile,
    versions.programme_name,
    versions.document_title
from marts.programme_performance as performance
inner join raw.plan_versions as versions on performance.plan_version = versions.plan_version
where performance.as_of_date = :as_of_date
