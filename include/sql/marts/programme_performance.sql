-- The whole programme on the as-of date, from sums and never from averages of ratios.
-- One row per as-of date. Indexes compare sums over the projects whose progress is known; how many is beside them.
-- Cost performance is null where refunds outweigh payments, as for a project.
-- Scope: whole programme.
with divided as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version,
        thresholds.profile as light_profile,
        sums.*,
        sums.planned_value_amount / sums.budget_amount as elapsed_ratio,
        sums.earned_value_amount / nullif(sums.known_budget_amount, 0) as physical_progress_ratio,
        sums.earned_value_amount / nullif(sums.known_planned_value_amount, 0) as schedule_performance_index,
        sums.paid_earned_value_amount
        / case when sums.known_actual_cost_amount > 0 then sums.known_actual_cost_amount end as cost_performance_index,
        sums.investment_done_amount / nullif(sums.budget_amount, 0) as investment_ratio,
        sums.arrived_amount / nullif(sums.allocated_amount, 0) as arrival_ratio,
        sums.paid_amount / nullif(sums.arrived_amount, 0) as funding_use_ratio,
        sums.paid_amount / nullif(sums.allocated_amount, 0) as payment_ratio
    from int_programme_sums as sums
    cross join evaluation
    cross join int_light_thresholds as thresholds

)

select * from divided
