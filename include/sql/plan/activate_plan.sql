-- Put a plan version in force from a moment on, unless it is in force at that moment already.
-- One row, or none where nothing changes.
with loaded as (

    select
        cast(:plan_version as integer) as plan_version,
        cast(:activated_at as timestamptz) as activated_at

)

insert into raw.plan_activations (plan_version, activated_at)
select
    loaded.plan_version,
    loaded.activated_at
from loaded
where
    loaded.plan_version is distinct from (
        select activations.plan_version
        from raw.plan_activations as activations
        where activations.activated_at <= loaded.activated_at
        order by activations.activated_at desc, activations.activation_id desc
        limit 1
    )
