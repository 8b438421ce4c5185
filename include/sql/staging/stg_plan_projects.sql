-- The communities of the plan version in force, with the baseline in force. Yuan, square metres, inclusive days.
-- One row per project. The baseline is the newest one in effect on the day: its curve, and its window where it has one;
-- without one, day_linear over the plan's own window, version 0. months_per_period: 0 for days, 1 months, 3 quarters.
-- Scope: one project.
with baselines as (

    select distinct on (lines.project_code) lines.*
    from raw.plan_project_baselines as lines
    inner join evaluation
        on
            lines.plan_version = evaluation.plan_version
            and lines.effective_date <= evaluation.as_of_date
    order by lines.project_code asc, lines.baseline_version desc

),

planned as (

    select
        projects.project_code,
        projects.serial_number,
        projects.project_name,
        projects.planned_households_count,
        projects.planned_buildings_count,
        projects.planned_area_quantity,
        projects.planned_investment_amount as plan_investment_amount,
        projects.delivery_mode = 'EPC' as is_epc,
        projects.contract_signed_date,
        projects.implementing_unit_code,
        coalesce(baselines.window_start_date, projects.window_start_date) as window_start_date,
        coalesce(baselines.window_end_date, projects.window_end_date) as window_end_date,
        coalesce(baselines.baseline_version, 0) as baseline_version,
        coalesce(curves.curve_name, 'day_linear') as curve_name,
        coalesce(curves.curve_kind, 'linear') as curve_kind,
        coalesce(curves.period_unit, 'day') as period_unit,
        case curves.period_unit when 'month' then 1 when 'quarter' then 3 else 0 end as months_per_period
    from raw.plan_projects as projects
    inner join evaluation on projects.plan_version = evaluation.plan_version
    left join baselines on projects.project_code = baselines.project_code
    left join raw.plan_curves as curves
        on
            projects.plan_version = curves.plan_version
            and baselines.curve_name = curves.curve_name

)

select
    planned.*,
    planned.window_end_date - planned.window_start_date + 1 as window_days
from planned
