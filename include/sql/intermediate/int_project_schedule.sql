-- Planned value, earned value, actual cost and earned schedule as of the day. Yuan, days, shares of 1; unrounded.
-- One row per project. SPI = EV / PV, CPI = EV / AC, SPI(t) = ES / AT in the curve's periods; 序时差 is physical progress
-- less the elapsed share of the window, under every curve. Forecast finish: the window's first day, and as many days as
-- the forecast duration takes, the day under way counted whole (to nine decimals: thirds add up to whole days). A
-- project within its window without news has unknown, not zero, progress. Source: earned value and earned schedule
-- as in ISO 21508; 序时进度 of county practice.
-- Scope: one project.
with joined as (

    select
        projects.*,
        budget.budget_amount,
        budget.budget_basis,
        budget.approved_estimate_amount,
        budget.final_account_amount,
        evaluation.as_of_date,
        progress.news_date as last_report_date,
        dates.started_date,
        dates.started_basis,
        dates.finished_date,
        dates.finished_basis,
        dates.accepted_date,
        progress.investment_done_amount,
        progress.completed_households_count,
        progress.completed_buildings_count,
        progress.completed_area_quantity,
        progress.items_count,
        progress.reported_items_count,
        progress.four_week_change_ratio,
        earned.has_news,
        earned.physical_progress_ratio,
        earned.earned_progress_ratio,
        clock.elapsed_days,
        clock.actual_days,
        clock.window_periods,
        clock.elapsed_periods,
        clock.actual_periods,
        clock.elapsed_periods / clock.window_periods as elapsed_ratio,
        planned.planned_value_amount,
        planned.planned_progress_ratio,
        planned.planned_periods,
        budget.budget_amount * earned.earned_progress_ratio as earned_value_amount,
        schedule.earned_schedule_periods,
        schedule.earned_schedule_days,
        schedule.forecast_periods,
        schedule.forecast_days,
        schedule.is_beyond_a_century,
        funding.allocated_amount,
        funding.arrived_amount,
        funding.paid_amount,
        funding.one_sided_arrival_count,
        funding.one_sided_use_count,
        funding.one_sided_payment_count,
        funding.actual_cost_amount,
        funding.operators_own_amount
    from stg_plan_projects as projects
    cross join evaluation
    inner join int_project_budget as budget on projects.project_code = budget.project_code
    inner join int_project_earned_progress as earned on projects.project_code = earned.project_code
    inner join int_project_clock as clock on projects.project_code = clock.project_code
    inner join int_project_planned_value as planned on projects.project_code = planned.project_code
    inner join int_project_earned_schedule as schedule on projects.project_code = schedule.project_code
    left join int_project_progress as progress on projects.project_code = progress.project_code
    left join int_project_dates as dates on projects.project_code = dates.project_code
    left join int_project_funding as funding on projects.project_code = funding.project_code

),

indexed as (

    select
        joined.*,
        joined.physical_progress_ratio - joined.elapsed_ratio as progress_gap_ratio,
        joined.earned_value_amount / nullif(joined.planned_value_amount, 0) as schedule_performance_index,
        joined.earned_value_amount
        / case when joined.actual_cost_amount > 0 then joined.actual_cost_amount end as cost_performance_index,
        joined.earned_schedule_days - joined.actual_days as schedule_variance_days,
        joined.earned_schedule_periods - joined.actual_periods as schedule_variance_periods,
        joined.earned_schedule_periods / nullif(joined.actual_periods, 0) as time_schedule_performance_index,
        joined.actual_cost_amount / nullif(joined.investment_done_amount, 0) as paid_to_work_ratio,
        coalesce(joined.finished_date, joined.window_start_date + ceil(round(joined.forecast_days, 9))::integer - 1)
            as forecast_finish_date
    from joined

)

select * from indexed
