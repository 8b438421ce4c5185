-- The plan in effect on the day, of those loaded by the moment: the one that took effect last, and of several from one
-- day the one loaded last; before any of them, the first ever recorded. The policy: the one loaded last.
-- One row.
select
    coalesce(
        (
            select plans.plan_version
            from raw.plan_versions as plans
            inner join raw.plan_activations as activations on plans.plan_version = activations.plan_version
            where plans.effective_date <= :as_of_date and activations.activated_at <= :known_at
            order by plans.effective_date desc, activations.activated_at desc, activations.activation_id desc
            limit 1
        ),
        (select min(plans.plan_version) from raw.plan_versions as plans)
    ) as plan_version,
    coalesce(
        (
            select activations.policy_version
            from raw.policy_activations as activations
            where activations.activated_at <= :known_at
            order by activations.activated_at desc, activations.activation_id desc
            limit 1
        ),
        (select min(policies.policy_version) from raw.policy_versions as policies)
    ) as policy_version
