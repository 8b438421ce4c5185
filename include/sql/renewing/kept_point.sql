-- The point of the last candidate, if what is asked for now continues it: same day and versions, not an earlier moment.
-- One row at most.
select
    kept.settings_sha256,
    kept.known_at
from kept.evaluation as kept
where
    kept.as_of_date = :as_of_date
    and kept.plan_version = :plan_version
    and kept.policy_version = :policy_version
    and kept.known_at <= :known_at
