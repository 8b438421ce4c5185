-- Why an earned-value figure of a project cannot be known. Null where it is known.
-- One row per project. before_planned_start 未到计划期, nothing_planned_yet (the curve has not begun), ahead_of_plan 提前,
-- not_reported, no_item_weights, nothing_earned, no_payment_reported, nothing_paid, net_refund (refunds outweigh
-- payments), budget_spent 已超 (BAC ≤ AC), nothing_left (EAC = AC), too_little_earned (an estimate beyond a million
-- budgets), beyond_a_century (a finish more than a hundred years from the start).
-- Scope: one project.
with schedule as (

    select
        int_project_schedule.*,
        case when int_project_schedule.has_news then 'no_item_weights' else 'not_reported' end as progress_reason
    from int_project_schedule

),

explained as (

    select
        schedule.project_code,
        case when schedule.physical_progress_ratio is null then schedule.progress_reason end
            as physical_progress_reason,
        case
            when schedule.schedule_performance_index is not null then null
            when schedule.planned_value_amount = 0 and schedule.earned_value_amount > 0 then 'ahead_of_plan'
            when schedule.as_of_date < schedule.window_start_date then 'before_planned_start'
            when schedule.planned_value_amount = 0 then 'nothing_planned_yet'
            else schedule.progress_reason
        end as schedule_performance_reason,
        case
            when schedule.time_schedule_performance_index is not null then null
            when schedule.actual_periods = 0 and schedule.earned_value_amount > 0 then 'ahead_of_plan'
            when schedule.actual_periods = 0 then 'before_planned_start'
            else schedule.progress_reason
        end as time_schedule_performance_reason,
        case
            when schedule.forecast_finish_date is not null then null
            when schedule.earned_value_amount is null then schedule.progress_reason
            when schedule.earned_value_amount = 0 and schedule.actual_periods = 0 then 'before_planned_start'
            when schedule.earned_value_amount = 0 then 'nothing_earned'
            when schedule.actual_periods = 0 then 'ahead_of_plan'
            else 'beyond_a_century'
        end as forecast_finish_reason,
        case
            when schedule.cost_performance_index is not null then null
            when schedule.actual_cost_amount is null then 'no_payment_reported'
            when schedule.actual_cost_amount = 0 then 'nothing_paid'
            when schedule.actual_cost_amount < 0 then 'net_refund'
            else schedule.progress_reason
        end as cost_performance_reason
    from schedule

)

select * from explained
