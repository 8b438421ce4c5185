-- What an extent will have cost in the end, as its payments so far foretell, and how efficient the rest must be.
-- One row per extent. Yuan, indexes; unrounded. The project's formulas (int_cost_estimates) on sums over the projects
-- whose progress and payments are both known; budget and planned value are of the same projects. By trend BAC / CPI,
-- with EV for BAC where more than it is earned; as a one-off AC + BAC − EV; by cost and schedule AC + (BAC − EV) /
-- (CPI × SPI). ETC = EAC − AC, VAC = BAC − EAC by trend. TCPI = (BAC − EV) / (BAC − AC), null once the budget is spent
-- (budget_spent); by the estimate (BAC − EV) / (EAC − AC), null where nothing is left (nothing_left).
-- too_little_earned: beyond a million budgets. Payments lag work by contract, so no verdict is drawn. Source: earned
-- value as in ISO 21508.
-- Scope: whole programme.
with schedule as (

    select
        found.*,
        case
            when found.compared_earned_value_amount is not null
                then greatest(0, found.compared_budget_amount - found.compared_earned_value_amount)
        end as remaining_amount,
        case when found.cost_performance_index > 0.000001 then found.cost_performance_index end as usable_cost_index,
        case
            when found.cost_performance_index * found.compared_schedule_performance_index > 0.000001
                then found.cost_performance_index * found.compared_schedule_performance_index
        end as usable_both_index
    from int_extent_schedule as found

),

estimated as (

    select
        schedule.*,
        greatest(schedule.compared_budget_amount, schedule.compared_earned_value_amount)
        / schedule.usable_cost_index as trend_amount,
        schedule.compared_actual_cost_amount + schedule.remaining_amount as one_off_amount,
        schedule.compared_actual_cost_amount + schedule.remaining_amount / schedule.usable_both_index as both_amount,
        schedule.remaining_amount
        / case
            when schedule.compared_budget_amount > schedule.compared_actual_cost_amount
                then schedule.compared_budget_amount - schedule.compared_actual_cost_amount
        end as to_complete_performance_index
    from schedule

),

divided as (

    select
        estimated.*,
        nullif(estimated.remaining_amount, 0)
        / nullif(estimated.trend_amount - estimated.compared_actual_cost_amount, 0)
            as to_complete_estimate_performance_index,
        case
            when estimated.trend_amount is not null and estimated.both_amount is not null then null
            when reasons.cost_performance_reason is not null then reasons.cost_performance_reason
            when estimated.compared_earned_value_amount = 0 then 'nothing_earned'
            when estimated.compared_planned_value_amount = 0 then 'ahead_of_plan'
            else 'too_little_earned'
        end as estimate_at_completion_reason,
        case
            when estimated.to_complete_performance_index is not null then null
            when estimated.compared_projects_count > 0 then 'budget_spent'
            else coalesce(reasons.physical_progress_reason, reasons.cost_performance_reason)
        end as to_complete_performance_reason,
        reasons.cost_performance_reason
    from estimated
    inner join int_extent_reasons as reasons on estimated.extent_code = reasons.extent_code

)

select
    divided.extent_code,
    divided.trend_amount as estimate_at_completion_trend_amount,
    divided.one_off_amount as estimate_at_completion_one_off_amount,
    divided.both_amount as estimate_at_completion_both_amount,
    divided.trend_amount - divided.compared_actual_cost_amount as estimate_to_complete_amount,
    divided.compared_budget_amount - divided.trend_amount as variance_at_completion_amount,
    divided.to_complete_performance_index,
    divided.to_complete_estimate_performance_index,
    divided.estimate_at_completion_reason,
    divided.to_complete_performance_reason,
    case
        when divided.to_complete_estimate_performance_index is not null then null
        when divided.cost_performance_reason is not null then divided.cost_performance_reason
        when divided.compared_earned_value_amount = 0 then 'nothing_earned'
        when divided.trend_amount is null then 'too_little_earned'
        else 'nothing_left'
    end as to_complete_estimate_performance_reason
from divided
