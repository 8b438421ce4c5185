-- Put a policy version in force from a moment on, unless it is in force at that moment already.
-- One row, or none where nothing changes.
with loaded as (

    select
        cast(:policy_version as integer) as policy_version,
        cast(:activated_at as timestamptz) as activated_at

)

insert into raw.policy_activations (policy_version, activated_at)
select
    loaded.policy_version,
    loaded.activated_at
from loaded
where
    loaded.policy_version is distinct from (
        select activations.policy_version
        from raw.policy_activations as activations
        where activations.activated_at <= loaded.activated_at
        order by activations.activated_at desc, activations.activation_id desc
        limit 1
    )
