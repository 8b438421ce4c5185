-- The items that each unit answers for, with what they weigh in the project's budget, planned and reported. Yuan.
-- One row per unit, project and item. Amounts are to fen; the unit's sums are of exact ones.
select
    reports.owner_unit_code as unit_code,
    projects.project_code,
    projects.project_name,
    projects.serial_number,
    reports.item_code,
    reports.item_name,
    reports.reported_ratio,
    lagging.level,
    menus.weight_ratio * budgets.budget_amount as item_amount,
    menus.weight_ratio * budgets.budget_amount * plan.planned_ratio as planned_amount,
    menus.weight_ratio * budgets.budget_amount * reports.reported_ratio as reported_amount
from int_item_reports as reports
cross join evaluation
inner join stg_plan_projects as projects on reports.project_code = projects.project_code
inner join stg_plan_project_items as menus
    on reports.project_code = menus.project_code and reports.item_code = menus.item_code
inner join int_item_plan as plan on reports.project_code = plan.project_code
inner join int_project_budget as budgets on reports.project_code = budgets.project_code
left join /* schema */.lagging_items as lagging
    on
        evaluation.as_of_date = lagging.as_of_date
        and reports.project_code = lagging.project_code
        and reports.item_code = lagging.item_code
        and reports.owner_unit_code = lagging.owner_unit_code
