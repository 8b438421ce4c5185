-- The whole programme, and what each unit builds, in sums: communities by light, quantities, earned value, money,
-- returns. One row per extent; none before there is any project. Yuan; households, buildings, m². Null where nothing
-- is known. known_: over the projects whose earned value is known; compared_: over those of which payments are known
-- as well.
-- Scope: sums over projects.
select
    extents.extent_code,
    count(*) as projects_count,
    count(*) filter (where projects.physical_progress_ratio is not null) as known_projects_count,
    count(*) filter (where projects.started_date is not null) as started_projects_count,
    count(*) filter (where projects.finished_date is not null) as finished_projects_count,
    count(*) filter (where projects.accepted_date is not null) as accepted_projects_count,
    count(*) filter (where projects.window_start_date <= projects.as_of_date) as due_to_start_projects_count,
    count(*) filter (where projects.window_end_date <= projects.as_of_date) as due_to_finish_projects_count,
    count(*) filter (where projects.light = 'red') as red_projects_count,
    count(*) filter (where projects.light = 'yellow') as yellow_projects_count,
    count(*) filter (where projects.light = 'green') as green_projects_count,
    count(*) filter (where projects.light = 'grey') as grey_projects_count,
    sum(projects.planned_households_count) as planned_households_count,
    sum(projects.planned_buildings_count) as planned_buildings_count,
    sum(projects.planned_area_quantity) as planned_area_quantity,
    sum(projects.completed_households_count) as completed_households_count,
    sum(projects.completed_buildings_count) as completed_buildings_count,
    sum(projects.completed_area_quantity) as completed_area_quantity,
    sum(projects.budget_amount) as budget_amount,
    sum(projects.planned_value_amount) as planned_value_amount,
    sum(projects.earned_value_amount) as earned_value_amount,
    sum(projects.actual_cost_amount) as actual_cost_amount,
    sum(projects.investment_done_amount) as investment_done_amount,
    sum(projects.allocated_amount) as allocated_amount,
    sum(projects.arrived_amount) as arrived_amount,
    sum(projects.paid_amount) as paid_amount,
    sum(projects.one_sided_arrival_count) as one_sided_arrival_count,
    sum(projects.one_sided_use_count) as one_sided_use_count,
    sum(projects.one_sided_payment_count) as one_sided_payment_count,
    sum(projects.returns_due_count) as returns_due_count,
    sum(projects.returns_received_count) as returns_received_count,
    count(*) filter (where projects.earned_value_amount is null and projects.physical_progress_reason = 'not_reported')
        as unreported_projects_count,
    count(*) filter (
        where
        projects.earned_value_amount is null
        and projects.physical_progress_reason = 'not_reported'
        and projects.actual_cost_amount is not null
    ) as paid_unreported_projects_count,
    sum(projects.budget_amount) filter (where projects.earned_value_amount is not null) as known_budget_amount,
    sum(projects.planned_value_amount) filter (where projects.earned_value_amount is not null)
        as known_planned_value_amount,
    count(*) filter (where projects.earned_value_amount is not null and projects.actual_cost_amount is not null)
        as compared_projects_count,
    sum(projects.budget_amount) filter (
        where projects.earned_value_amount is not null and projects.actual_cost_amount is not null
    ) as compared_budget_amount,
    sum(projects.planned_value_amount) filter (
        where projects.earned_value_amount is not null and projects.actual_cost_amount is not null
    ) as compared_planned_value_amount,
    sum(projects.earned_value_amount) filter (where projects.actual_cost_amount is not null)
        as compared_earned_value_amount,
    sum(projects.actual_cost_amount) filter (where projects.earned_value_amount is not null)
        as compared_actual_cost_amount
from project_performance as projects
inner join int_project_extents as extents on projects.project_code = extents.project_code
group by extents.extent_code
