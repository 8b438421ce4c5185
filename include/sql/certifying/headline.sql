-- What the bureau sees first of a day: score and coverage, money planned and earned, index, funds, returns, lights.
-- One row; without a score where there are no indicators.
select
    performance.light_profile,
    performance.projects_count,
    performance.known_projects_count,
    performance.physical_progress_ratio,
    performance.planned_value_amount,
    performance.earned_value_amount,
    performance.schedule_performance_index,
    performance.allocated_amount,
    performance.arrived_amount,
    performance.paid_amount,
    performance.red_projects_count,
    performance.yellow_projects_count,
    performance.green_projects_count,
    performance.grey_projects_count,
    performance.returns_due_count,
    performance.returns_received_count,
    round(totals.total_score, 2) as total_score,
    totals.assessed_weight,
    totals.coverage_ratio
from marts.programme_performance as performance
left join marts.evaluation_total as totals
    on performance.as_of_date = totals.as_of_date and totals.extent = 'programme'
where performance.as_of_date = :as_of_date
