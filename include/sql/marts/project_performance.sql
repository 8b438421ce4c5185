-- How each project stands on the as-of date: quantities, progress, earned value, money, light and its reasons.
-- One row per project and as-of date. Yuan; square metres; shares of 1; days. A figure that cannot be known is null
-- and has its reason beside it. Rates of funds are those of int_funding_rates. Cost performance compares work done with
-- payments, which lag work by contract.
-- Scope: one project.
with measured as (

    select
        schedule.*,
        reasons.physical_progress_reason,
        reasons.schedule_performance_reason,
        reasons.time_schedule_performance_reason,
        reasons.forecast_finish_reason,
        reasons.cost_performance_reason,
        estimates.estimate_at_completion_trend_amount,
        estimates.estimate_at_completion_one_off_amount,
        estimates.estimate_at_completion_both_amount,
        estimates.estimate_to_complete_amount,
        estimates.variance_at_completion_amount,
        estimates.to_complete_performance_index,
        estimates.to_complete_estimate_performance_index,
        estimates.estimate_at_completion_reason,
        estimates.to_complete_performance_reason,
        estimates.to_complete_estimate_performance_reason,
        lights.light,
        lights.light_reasons,
        lights.lag_rank,
        settlement.cost_saving_ratio,
        settlement.cost_saving_reason,
        settlement.payment_to_work_status,
        rates.arrival_ratio,
        rates.funding_use_ratio,
        rates.payment_ratio,
        case when rates.project_code is null then 'no_allocation_reported' else rates.ratio_reason end
            as funding_reason,
        coalesce(reporting.returns_due_count, 0) as returns_due_count,
        coalesce(reporting.returns_received_count, 0) as returns_received_count,
        data_state.data_status,
        data_state.carried_forward_days,
        data_state.progress_basis,
        data_state.verified_progress_ratio,
        data_state.verified_progress_reason,
        data_state.verified_weight_ratio,
        data_state.verified_date,
        data_state.verified_by_unit_code,
        data_state.is_verified,
        rectifications.rectifications_count,
        rectifications.open_rectifications_count,
        rectifications.overdue_rectifications_count,
        thresholds.profile as light_profile,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version
    from int_project_schedule as schedule
    inner join int_schedule_reasons as reasons on schedule.project_code = reasons.project_code
    inner join int_cost_estimates as estimates on schedule.project_code = estimates.project_code
    inner join int_project_lights as lights on schedule.project_code = lights.project_code
    inner join int_project_data_state as data_state on schedule.project_code = data_state.project_code
    inner join int_project_settlement as settlement on schedule.project_code = settlement.project_code
    left join int_funding_rates as rates
        on
            schedule.project_code = rates.project_code
            and rates.scope = 'project'
            and rates.series = 'public_funds'
    left join int_project_reporting as reporting on schedule.project_code = reporting.project_code
    left join int_project_rectifications as rectifications on schedule.project_code = rectifications.project_code
    cross join int_light_thresholds as thresholds
    cross join evaluation

),

completed as (

    select
        measured.*,
        measured.completed_households_count / nullif(measured.planned_households_count, 0) as households_ratio,
        measured.completed_buildings_count / nullif(measured.planned_buildings_count, 0) as buildings_ratio,
        measured.completed_area_quantity / nullif(measured.planned_area_quantity, 0) as area_ratio,
        measured.investment_done_amount / nullif(measured.budget_amount, 0) as investment_ratio,
        measured.earned_value_amount - measured.planned_value_amount as schedule_variance_amount,
        measured.earned_value_amount - measured.actual_cost_amount as cost_variance_amount,
        case
            when measured.paid_to_work_ratio is not null then null
            when measured.actual_cost_amount is null then 'no_payment_reported'
            else 'no_work_reported'
        end as paid_to_work_reason
    from measured

)

select * from completed
