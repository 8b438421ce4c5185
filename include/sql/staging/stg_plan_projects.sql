-- The communities of the plan version in force. Yuan, square metres, inclusive days.
-- One row per project.
select
    projects.project_code,
    projects.serial_number,
    projects.project_name,
    projects.planned_households_count,
    projects.planned_buildings_count,
    projects.planned_area_quantity,
    projects.planned_investment_amount as plan_investment_amount,
    projects.window_start_date,
    projects.window_end_date,
    projects.window_end_date - projects.window_start_date + 1 as window_days,
    projects.delivery_mode = 'EPC' as is_epc,
    projects.contract_signed_date
from raw.plan_projects as projects
inner join evaluation on projects.plan_version = evaluation.plan_version
