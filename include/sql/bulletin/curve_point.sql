-- The programme's planned and earned value and what was paid, at one point of its curve. Yuan.
-- One row. Earned counts projects with known progress only; is_whole says that no project within its window is unknown.
select
    evaluation.as_of_date as curve_date,
    sum(schedule.planned_value_amount) as planned_amount,
    case when bool_or(schedule.has_news) then sum(schedule.earned_value_amount) end as earned_amount,
    sum(schedule.actual_cost_amount) as paid_amount,
    bool_and(schedule.earned_value_amount is not null) as is_whole
from pg_temp.int_project_schedule as schedule
cross join pg_temp.evaluation as evaluation
group by evaluation.as_of_date
