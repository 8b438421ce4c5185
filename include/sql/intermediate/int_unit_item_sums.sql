-- The items each unit answers for, over all projects: how many, of how many there is word, how much of them the
-- projects' curves ask for and how much is reported. Yuan, unrounded.
-- One row per unit that answers for any item. An item weighs its share of the project times the project's budget. All
-- three amounts are of the items whose word is known, so that what is planned and what is reported speak of the same
-- ones. An item that several units answer for counts with each of them.
-- Scope: sums over projects.
select
    reports.owner_unit_code as unit_code,
    count(*) as items_count,
    count(*) filter (where reports.reported_ratio is not null) as known_items_count,
    count(*) filter (where lagging.level = 'yellow') as yellow_items_count,
    count(*) filter (where lagging.level = 'red') as red_items_count,
    sum(menus.weight_ratio * budgets.budget_amount) filter (where reports.reported_ratio is not null)
        as known_items_amount,
    sum(menus.weight_ratio * budgets.budget_amount * plan.planned_ratio) filter (
        where reports.reported_ratio is not null
    ) as planned_items_amount,
    sum(menus.weight_ratio * budgets.budget_amount * reports.reported_ratio) as reported_items_amount
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
group by reports.owner_unit_code
