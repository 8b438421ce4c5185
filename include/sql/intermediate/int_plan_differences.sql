-- Each project's measures before and after each step of the plan.
-- One row per step, project, measure and item where the two differ; a project that was added or dropped: all its
-- measures, and of a dropped one the money that leaves the programme's sums with it, as known now. Yuan.
-- Scope: one project.
with before as (

    select
        steps.old_plan_version,
        steps.new_plan_version,
        measures.*
    from int_plan_steps as steps
    inner join int_plan_measures as measures on steps.old_plan_version = measures.plan_version

),

after as (

    select
        steps.old_plan_version,
        steps.new_plan_version,
        measures.*
    from int_plan_steps as steps
    inner join int_plan_measures as measures on steps.new_plan_version = measures.plan_version

),

paired as (

    select
        coalesce(after.old_plan_version, before.old_plan_version) as old_plan_version,
        coalesce(after.new_plan_version, before.new_plan_version) as new_plan_version,
        coalesce(after.project_code, before.project_code) as project_code,
        coalesce(after.project_name, before.project_name) as project_name,
        coalesce(after.measure, before.measure) as measure,
        coalesce(after.item_code, before.item_code) as item_code,
        coalesce(after.quantity_unit, before.quantity_unit) as quantity_unit,
        before.quantity as old_quantity,
        after.quantity as new_quantity,
        before.said as old_text,
        after.said as new_text
    from before
    full outer join after
        on
            before.new_plan_version = after.new_plan_version
            and before.project_code = after.project_code
            and before.measure = after.measure
            and before.item_code = after.item_code

),

standing as (

    select
        paired.*,
        bool_or(paired.measure = 'communities' and paired.old_quantity is null) over by_project as is_added,
        bool_or(paired.measure = 'communities' and paired.new_quantity is null) over by_project as is_dropped
    from paired
    window by_project as (partition by paired.new_plan_version, paired.project_code)

),

sunk as (

    select
        standing.old_plan_version,
        standing.new_plan_version,
        standing.project_code,
        standing.project_name,
        funds.measure,
        '' as item_code,
        '元' as quantity_unit,
        funds.amount as old_quantity,
        null::numeric as new_quantity,
        null as old_text,
        null as new_text,
        false as is_added,
        true as is_dropped
    from standing
    inner join int_project_funding as funding on standing.project_code = funding.project_code
    cross join
        lateral (
            values
            ('allocated', funding.allocated_amount),
            ('arrived', funding.arrived_amount),
            ('paid', funding.paid_amount),
            ('actual_cost', funding.actual_cost_amount)
        ) as funds (measure, amount)
    where standing.is_dropped and standing.measure = 'communities' and funds.amount is not null

)

select * from standing
where
    is_added
    or is_dropped
    or old_quantity is distinct from new_quantity
    or old_text is distinct from new_text
union all
select * from sunk
