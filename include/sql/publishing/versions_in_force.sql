-- The newest plan in effect on the day and recorded by the moment, else the first ever recorded; the policy likewise.
-- One row.
select
    coalesce(
        (
            select max(plans.plan_version)
            from raw.plan_versions as plans
            where plans.effective_date <= :as_of_date and plans.recorded_at <= :known_at
        ),
        (select min(plans.plan_version) from raw.plan_versions as plans)
    ) as plan_version,
    coalesce(
        (
            select max(policies.policy_version)
            from raw.policy_versions as policies
            where policies.recorded_at <= :known_at
        ),
        (select min(policies.policy_version) from raw.policy_versions as policies)
    ) as policy_version
