-- What each plan version of a step says of each project, measure by measure. Households, buildings, m², yuan, shares.
-- One row per plan version, project, measure and, for weights, item. A window's days and a baseline, the newest in
-- effect on the day, are text.
-- Scope: one project.
with versions as (

    select int_plan_steps.old_plan_version as plan_version
    from int_plan_steps
    union
    select int_plan_steps.new_plan_version as plan_version
    from int_plan_steps

),

projects as (

    select lines.*
    from raw.plan_projects as lines
    inner join versions on lines.plan_version = versions.plan_version

),

baselines as (

    select distinct on (lines.plan_version, lines.project_code) lines.*
    from raw.plan_project_baselines as lines
    inner join versions on lines.plan_version = versions.plan_version
    inner join evaluation on lines.effective_date <= evaluation.as_of_date
    order by lines.plan_version asc, lines.project_code asc, lines.baseline_version desc

),

measured as (

    select
        projects.plan_version,
        projects.project_code,
        projects.project_name,
        measures.measure,
        '' as item_code,
        measures.quantity_unit,
        measures.quantity,
        measures.said
    from projects
    left join baselines
        on
            projects.plan_version = baselines.plan_version
            and projects.project_code = baselines.project_code
    cross join
        lateral (
            values
            ('communities', '个', 1::numeric, null::text),
            ('households', '户', projects.planned_households_count, null),
            ('buildings', '幢', projects.planned_buildings_count, null),
            ('area', 'm²', projects.planned_area_quantity, null),
            ('investment', '元', projects.planned_investment_amount, null),
            ('window_start', '天', null, projects.window_start_date::text),
            ('window_end', '天', null, projects.window_end_date::text),
            ('baseline', '', baselines.baseline_version, coalesce(baselines.curve_name, 'day_linear'))
        ) as measures (measure, quantity_unit, quantity, said)
    union all
    select
        projects.plan_version,
        projects.project_code,
        projects.project_name,
        'weight' as measure,
        menus.item_code,
        '' as quantity_unit,
        menus.weight_ratio as quantity,
        null as said
    from projects
    inner join raw.plan_project_items as menus
        on
            projects.plan_version = menus.plan_version
            and projects.project_code = menus.project_code

)

select * from measured
