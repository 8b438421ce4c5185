-- The plan in effect on the day, of those recorded by the moment: the one that took effect last, and of several from
-- one day the one recorded last; before any of them, the first ever recorded. The policy: the newest, likewise.
-- One row.
select
    coalesce(
        (
            select plans.plan_version
            from raw.plan_versions as plans
            where plans.effective_date <= :as_of_date and plans.recorded_at <= :known_at
            order by plans.effective_date desc, plans.plan_version desc
            limit 1
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
