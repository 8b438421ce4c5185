-- The point that a day's figures were computed for: its moment and versions.
-- One row; none where the day was not evaluated.
select
    programme.as_of_date,
    programme.known_at,
    programme.plan_version,
    programme.policy_version,
    programme.light_profile
from /* schema */.programme_performance as programme
where programme.as_of_date = :as_of_date
