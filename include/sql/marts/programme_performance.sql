-- The whole programme on the as-of date, from sums and never from averages of ratios.
-- One row per as-of date. Schedule indexes compare sums over the projects whose progress is known, cost indexes and
-- estimates over those of which payments are known as well; how many is beside them. A figure that cannot be known is
-- null and has its reason beside it. No earned schedule: the programme has no planned-value curve of its own.
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
        schedule.arrived_amount / nullif(schedule.allocated_amount, 0) as arrival_ratio,
        schedule.paid_amount / nullif(schedule.arrived_amount, 0) as funding_use_ratio,
        schedule.paid_amount / nullif(schedule.allocated_amount, 0) as payment_ratio
    from int_programme_schedule as schedule
    cross join int_programme_reasons as reasons
    cross join int_programme_cost_estimates as estimates
    cross join evaluation
    cross join int_light_thresholds as thresholds

)

select * from divided
