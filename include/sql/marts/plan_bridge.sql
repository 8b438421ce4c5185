-- How the plan's bases changed: each step from a version to the next that took effect by the as-of date.
-- One row per step, project, measure and item that differs, and per step and total of the programme, also where it is
-- the same. Rates use the version in force on their day and are not restated; this explains old base → new base. A
-- dropped project is in no table from its step on; what it was to be, and the money it took with it, stand here.
-- Scope: one project.
with bridged as (

    select
        differences.old_plan_version,
        differences.new_plan_version,
        'project' as extent,
        differences.project_code,
        differences.project_name,
        differences.measure,
        differences.item_code,
        differences.quantity_unit,
        differences.old_quantity,
        differences.new_quantity,
        differences.old_text,
        differences.new_text,
        case
            when differences.is_added then 'added'
            when differences.is_dropped then 'dropped'
            else 'changed'
        end as change_kind
    from int_plan_differences as differences
    union all
    select
        totals.old_plan_version,
        totals.new_plan_version,
        'programme' as extent,
        'ALL' as project_code,
        null as project_name,
        totals.measure,
        '' as item_code,
        totals.quantity_unit,
        totals.old_quantity,
        totals.new_quantity,
        null as old_text,
        null as new_text,
        case when totals.old_quantity = totals.new_quantity then 'same' else 'changed' end as change_kind
    from int_plan_totals as totals

),

explained as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        steps.old_effective_date,
        steps.new_effective_date,
        steps.new_recorded_at,
        steps.new_document_title,
        bridged.*,
        case
            when bridged.measure like 'window%' then (bridged.new_text::date - bridged.old_text::date)::numeric
            when bridged.measure <> 'baseline'
                then coalesce(bridged.new_quantity, 0) - coalesce(bridged.old_quantity, 0)
        end as difference_quantity
    from bridged
    inner join int_plan_steps as steps on bridged.new_plan_version = steps.new_plan_version
    cross join evaluation

)

select * from explained
