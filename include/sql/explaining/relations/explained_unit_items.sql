-- The items that each unit answers for, with the money that each weighs and what of it is planned and reported.
-- One row per unit, project and item. Yuan, shares of 1.
select
    reports.owner_unit_code as unit_code,
    reports.project_code,
    projects.project_name,
    reports.item_code,
    reports.item_name,
    reports.reported_ratio,
    plan.planned_ratio,
    lagging.level,
    menus.weight_ratio * budgets.budget_amount as item_amount,
    menus.weight_ratio * budgets.budget_amount * plan.planned_ratio as planned_amount,
    menus.weight_ratio * budgets.budget_amount * reports.reported_ratio as reported_amount
from int_item_reports as reports
inner join stg_plan_projects as projects on reports.project_code = projects.project_code
inner join stg_plan_project_items as menus
    on reports.project_code = menus.project_code and reports.item_code = menus.item_code
inner join int_item_plan as plan on reports.project_code = plan.project_code
inner join int_project_budget as budgets on reports.project_code = budgets.project_code
left join lagging_items as lagging
    on
        reports.project_code = lagging.project_code
        and reports.item_code = lagging.item_code
        and reports.owner_unit_code = lagging.owner_unit_code
order by projects.serial_number asc, menus.weight_ratio desc, reports.item_code asc
