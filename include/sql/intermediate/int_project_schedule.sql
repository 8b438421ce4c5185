-- Planned value, earned value, actual cost and earned schedule as of the day. Yuan, days, shares of 1; unrounded.
-- One row per project. Planned value is linear by inclusive days and ends at the budget (= 序时进度).
-- Actual time stops at the finish date. A project before its window without news has earned nothing;
-- one within its window without news has unknown, not zero, progress.
-- Source: earned value and earned schedule as in ISO 21508; 序时进度 of county practice.
with projects as (

    select
        stg_plan_projects.*,
        budget.budget_amount,
        budget.budget_basis,
        budget.approved_estimate_amount,
        budget.final_account_amount
    from stg_plan_projects
    inner join int_project_budget as budget on stg_plan_projects.project_code = budget.project_code

),

clocked as (

    select
        projects.*,
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
        progress.project_code is not null as has_news,
        greatest(0, least(evaluation.as_of_date - projects.window_start_date + 1, projects.window_days))
            as elapsed_days,
        greatest(
            0,
            least(evaluation.as_of_date, coalesce(dates.finished_date, 'infinity')) - projects.window_start_date + 1
        ) as actual_days,
        case
            when progress.project_code is not null then progress.physical_progress_ratio
            when evaluation.as_of_date < projects.window_start_date then 0
        end as physical_progress_ratio
    from projects
    cross join evaluation
    left join int_project_progress as progress on projects.project_code = progress.project_code
    left join int_project_dates as dates on projects.project_code = dates.project_code

),

valued as (

    select
        clocked.*,
        clocked.elapsed_days::numeric / clocked.window_days as elapsed_ratio,
        clocked.budget_amount * clocked.elapsed_days / clocked.window_days as planned_value_amount,
        clocked.budget_amount * clocked.physical_progress_ratio as earned_value_amount,
        clocked.physical_progress_ratio * clocked.window_days as earned_schedule_days,
        funding.allocated_amount,
        funding.arrived_amount,
        funding.paid_amount,
        funding.actual_cost_amount,
        funding.operators_own_amount
    from clocked
    left join int_project_funding as funding on clocked.project_code = funding.project_code

),

indexed as (

    select
        valued.*,
        valued.physical_progress_ratio - valued.elapsed_ratio as progress_gap_ratio,
        valued.earned_value_amount / nullif(valued.planned_value_amount, 0) as schedule_performance_index,
        valued.earned_value_amount / nullif(valued.actual_cost_amount, 0) as cost_performance_index,
        valued.earned_schedule_days - valued.actual_days as schedule_variance_days,
        valued.earned_schedule_days / nullif(valued.actual_days, 0) as time_schedule_performance_index,
        valued.actual_cost_amount / nullif(valued.investment_done_amount, 0) as paid_to_work_ratio,
        case
            when valued.finished_date is null
                then
                    ceil(
                        valued.window_days * nullif(valued.actual_days, 0)
                        / nullif(valued.earned_schedule_days, 0)
                    )
        end as forecast_days
    from valued

),

explained as (

    select
        indexed.*,
        coalesce(indexed.finished_date, indexed.window_start_date + indexed.forecast_days::integer - 1)
            as forecast_finish_date,
        case
            when indexed.physical_progress_ratio is not null then null
            when indexed.has_news then 'no_item_weights'
            else 'not_reported'
        end as physical_progress_reason,
        case
            when indexed.schedule_performance_index is not null then null
            when indexed.planned_value_amount = 0 and indexed.earned_value_amount > 0 then 'ahead_of_plan'
            when indexed.planned_value_amount = 0 then 'before_planned_start'
            when indexed.has_news then 'no_item_weights'
            else 'not_reported'
        end as schedule_performance_reason,
        case
            when indexed.cost_performance_index is not null then null
            when indexed.actual_cost_amount is null then 'no_payment_reported'
            when indexed.actual_cost_amount = 0 then 'nothing_paid'
            when indexed.has_news then 'no_item_weights'
            else 'not_reported'
        end as cost_performance_reason
    from indexed

)

select * from explained
