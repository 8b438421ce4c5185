-- What the policy of an evaluated week says of every alert.
-- One row, or none where the week was not followed.
select policies.content -> 'alerts' as alerts
from raw.policy_versions as policies
inner join raw.alert_weeks as weeks
    on
        policies.policy_version = :policy_version
        and weeks.as_of_date = :as_of_date
        and weeks.known_at = :known_at
