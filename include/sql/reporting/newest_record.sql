-- The moment of the newest thing in the warehouse: a return in and judged, or a plan or policy put in force.
-- One row; null in an empty warehouse.
select
    greatest(
        (select max(returns.recorded_at) from raw.returns as returns),
        (select max(plans.activated_at) from raw.plan_activations as plans),
        (select max(policies.activated_at) from raw.policy_activations as policies)
    ) as known_at
