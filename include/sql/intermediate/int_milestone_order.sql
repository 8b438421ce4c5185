-- Which milestone must come before which, directly or through others, as the plan's guards say. Source: 四（四）.
-- One row per way of delivery, milestone and earlier milestone. Under EPC the construction drawings may follow the
-- start of works: they then guard completion in the place of the construction permit.
-- Scope: whole programme.
with recursive guards as (

    select
        milestones.milestone_code,
        milestones.milestone_role,
        guards.milestone_code as guard_code,
        guards.milestone_role as guard_role
    from raw.plan_milestones as milestones
    inner join evaluation on milestones.plan_version = evaluation.plan_version
    inner join raw.plan_milestones as guards
        on
            milestones.plan_version = guards.plan_version
            and guards.milestone_code = any(milestones.guard_milestone_codes)

),

steps as (

    select
        false as is_epc,
        guards.milestone_code,
        guards.guard_code
    from guards
    union
    select
        true as is_epc,
        coalesce(completions.milestone_code, guards.milestone_code) as milestone_code,
        guards.guard_code
    from guards
    left join guards as completions
        on
            guards.guard_role = 'construction_drawings'
            and guards.milestone_role in ('construction_permit', 'start')
            and completions.milestone_role = 'completion'

),

chain as (

    select
        steps.is_epc,
        steps.milestone_code,
        steps.guard_code as earlier_code
    from steps
    union
    select
        chain.is_epc,
        chain.milestone_code,
        steps.guard_code as earlier_code
    from chain
    inner join steps on chain.is_epc = steps.is_epc and chain.earlier_code = steps.milestone_code

),

marked as (

    select
        chain.*,
        steps.guard_code is not null as is_direct
    from chain
    left join steps
        on
            chain.is_epc = steps.is_epc
            and chain.milestone_code = steps.milestone_code
            and chain.earlier_code = steps.guard_code

)

select * from marked
