-- Whether a point is what readers of `marts` see of its day.
-- One row.
select exists(
    select 1
    from marts.programme_performance as performance
    where
        performance.as_of_date = :as_of_date
        and performance.known_at = :known_at
        and performance.plan_version = :plan_version
        and performance.policy_version = :policy_version
) as is_in_marts
