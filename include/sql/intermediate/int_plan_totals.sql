-- The totals of the programme before and after each step of the plan.
-- One row per step and measure. Communities, households, buildings, m², yuan.
-- Scope: sums over projects.
select
    steps.old_plan_version,
    steps.new_plan_version,
    measures.measure,
    measures.quantity_unit,
    sum(measures.quantity) filter (where measures.plan_version = steps.old_plan_version) as old_quantity,
    sum(measures.quantity) filter (where measures.plan_version = steps.new_plan_version) as new_quantity
from int_plan_steps as steps
inner join int_plan_measures as measures
    on measures.plan_version in (steps.old_plan_version, steps.new_plan_version)
where measures.measure in ('communities', 'households', 'buildings', 'area', 'investment')
group by steps.old_plan_version, steps.new_plan_version, measures.measure, measures.quantity_unit
