-- The items that each unit answers for: what each weighs in its project's budget, what of that the project's curve asks
-- for, what is reported, and whether it lags. Yuan, unrounded; reported is null where there is no word.
-- One row per unit, project and item. An item weighs its share of the project times the project's budget.
-- Scope: one project.
select
    reports.project_code,
    reports.owner_unit_code as unit_code,
    reports.item_code,
    reports.item_name,
    reports.reported_ratio,
    lagging.level,
    menus.weight_ratio * budgets.budget_amount as item_amount,
    menus.weight_ratio * budgets.budget_amount * plan.planned_ratio as planned_amount,
    menus.weight_ratio * budgets.budget_amount * reports.reported_ratio as reported_amount
from int_item_reports as reports
inner join stg_plan_project_items as menus
    on
        reports.project_code = menus.project_code
        and reports.item_code = menus.item_code
inner join int_item_plan as plan on reports.project_code = plan.project_code
inner join int_project_budget as budgets on reports.project_code = budgets.project_code
left join lagging_items as lagging
    on
        reports.project_code = lagging.project_code
        and reports.item_code = lagging.item_code
        and reports.owner_unit_code = lagging.owner_unit_code
