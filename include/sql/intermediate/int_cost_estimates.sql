-- What each project will have cost in the end, as its payments so far foretell, and how efficient the rest must be.
-- One row per project. Yuan, indexes; unrounded. By trend BAC / CPI; as a one-off AC + BAC − EV; by cost and schedule
-- AC + (BAC − EV) / (CPI × SPI). ETC = EAC − AC, VAC = BAC − EAC by trend. TCPI = (BAC − EV) / (BAC − AC), null once
-- the budget is spent; by the estimate (BAC − EV) / (EAC − AC), null where nothing is left (nothing_left) and where the
-- estimate by trend is unknown. Nothing remains beyond the budget: where more than it is earned, each estimate is AC.
-- Payments lag work by contract, so no verdict is drawn. Source: earned value as in ISO 21508.
-- Scope: one project.
with schedule as (

    select
        int_project_schedule.*,
        case
            when int_project_schedule.earned_value_amount is not null
                then greatest(0, int_project_schedule.budget_amount - int_project_schedule.earned_value_amount)
        end as remaining_amount,
        case
            when int_project_schedule.cost_performance_index > 0.000001
                then int_project_schedule.cost_performance_index
        end as usable_cost_index,
        case
            when
                int_project_schedule.cost_performance_index * int_project_schedule.schedule_performance_index > 0.000001
                then int_project_schedule.cost_performance_index * int_project_schedule.schedule_performance_index
        end as usable_both_index
    from int_project_schedule

),

estimated as (

    select
        schedule.*,
        greatest(schedule.budget_amount, schedule.earned_value_amount) / schedule.usable_cost_index as trend_amount,
        schedule.actual_cost_amount + schedule.remaining_amount as one_off_amount,
        schedule.actual_cost_amount + schedule.remaining_amount / schedule.usable_both_index as both_amount,
        schedule.remaining_amount
        / case
            when schedule.budget_amount > schedule.actual_cost_amount
                then schedule.budget_amount - schedule.actual_cost_amount
        end as to_complete_performance_index
    from schedule

),

divided as (

    select
        estimated.*,
        nullif(estimated.remaining_amount, 0) / nullif(estimated.trend_amount - estimated.actual_cost_amount, 0)
            as to_complete_estimate_performance_index
    from estimated

),

explained as (

    select
        divided.project_code,
        divided.trend_amount as estimate_at_completion_trend_amount,
        divided.one_off_amount as estimate_at_completion_one_off_amount,
        divided.both_amount as estimate_at_completion_both_amount,
        divided.trend_amount - divided.actual_cost_amount as estimate_to_complete_amount,
        divided.budget_amount - divided.trend_amount as variance_at_completion_amount,
        divided.to_complete_performance_index,
        divided.to_complete_estimate_performance_index,
        case
            when divided.trend_amount is not null and divided.both_amount is not null then null
            when reasons.cost_performance_reason is not null then reasons.cost_performance_reason
            when divided.earned_value_amount = 0 then 'nothing_earned'
            when reasons.schedule_performance_reason is not null then reasons.schedule_performance_reason
            else 'too_little_earned'
        end as estimate_at_completion_reason,
        case
            when divided.to_complete_performance_index is not null then null
            when reasons.physical_progress_reason is not null then reasons.physical_progress_reason
            when divided.actual_cost_amount is null then 'no_payment_reported'
            else 'budget_spent'
        end as to_complete_performance_reason,
        case
            when divided.to_complete_estimate_performance_index is not null then null
            when reasons.cost_performance_reason is not null then reasons.cost_performance_reason
            when divided.earned_value_amount = 0 then 'nothing_earned'
            when divided.trend_amount is null then 'too_little_earned'
            else 'nothing_left'
        end as to_complete_estimate_performance_reason
    from divided
    inner join int_schedule_reasons as reasons on divided.project_code = reasons.project_code

)

select * from explained
