-- The point that a published day speaks of.
-- One row, or none where the day is not published.
select
    programme.as_of_date,
    programme.known_at,
    programme.plan_version,
    programme.policy_version
from marts.programme_performance as programme
where programme.as_of_date = :as_of_date
