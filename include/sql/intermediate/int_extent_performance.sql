-- How an extent stands on the as-of date: the whole programme, or what one unit builds. From sums and never from
-- averages of ratios. One row per extent. Schedule indexes and earned schedule are of the projects whose progress is
-- known, cost indexes and estimates of those of which payments are known as well; how many is beside them. Rates
-- of funds are those of int_funding_rates. A figure that cannot be known is null and has its reason beside it.
-- Scope: whole programme.
with divided as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version,
        thresholds.profile as light_profile,
        schedule.*,
        reasons.physical_progress_reason,
        reasons.schedule_performance_reason,
        reasons.cost_performance_reason,
        earned.window_start_date,
        earned.window_end_date,
        earned.planned_days,
        earned.actual_days,
        earned.earned_schedule_days,
        earned.schedule_variance_days,
        earned.time_schedule_performance_index,
        coalesce(earned.time_schedule_performance_reason, reasons.physical_progress_reason)
            as time_schedule_performance_reason,
        earned.forecast_days,
        earned.forecast_finish_date,
        coalesce(earned.forecast_finish_reason, reasons.physical_progress_reason) as forecast_finish_reason,
        estimates.estimate_at_completion_trend_amount,
        estimates.estimate_at_completion_one_off_amount,
        estimates.estimate_at_completion_both_amount,
        estimates.estimate_to_complete_amount,
        estimates.variance_at_completion_amount,
        estimates.estimate_at_completion_reason,
        estimates.to_complete_performance_index,
        estimates.to_complete_performance_reason,
        estimates.to_complete_estimate_performance_index,
        estimates.to_complete_estimate_performance_reason,
        schedule.planned_value_amount / schedule.budget_amount as elapsed_ratio,
        schedule.investment_done_amount / nullif(schedule.budget_amount, 0) as investment_ratio,
        case
            when schedule.one_sided_arrival_count = 0
                then schedule.arrived_amount / nullif(schedule.allocated_amount, 0)
        end as arrival_ratio,
        case when schedule.one_sided_use_count = 0 then schedule.paid_amount / nullif(schedule.arrived_amount, 0) end
            as funding_use_ratio,
        case
            when schedule.one_sided_payment_count = 0
                then schedule.paid_amount / nullif(schedule.allocated_amount, 0)
        end as payment_ratio
    from int_extent_schedule as schedule
    inner join int_extent_reasons as reasons on schedule.extent_code = reasons.extent_code
    inner join int_extent_cost_estimates as estimates on schedule.extent_code = estimates.extent_code
    left join int_extent_earned_schedule as earned on schedule.extent_code = earned.extent_code
    cross join evaluation
    cross join int_light_thresholds as thresholds

)

select
    divided.*,
    case
        when
            divided.arrival_ratio is not null
            and divided.funding_use_ratio is not null
            and divided.payment_ratio is not null
            then null
        when divided.allocated_amount is null then 'no_allocation_reported'
        when divided.arrived_amount is null then 'no_arrival_reported'
        when divided.one_sided_arrival_count + divided.one_sided_use_count + divided.one_sided_payment_count > 0
            then 'partly_reported'
        when divided.allocated_amount = 0 then 'nothing_allocated'
        else 'nothing_arrived'
    end as funding_reason
from divided
