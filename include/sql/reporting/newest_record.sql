-- The moment of the newest thing in the warehouse: a return received, or a plan or policy recorded.
-- One row; null in an empty warehouse.
select
    greatest(
        (select max(returns.received_at) from raw.returns as returns),
        (select max(plans.recorded_at) from raw.plan_versions as plans),
        (select max(policies.recorded_at) from raw.policy_versions as policies)
    ) as known_at
