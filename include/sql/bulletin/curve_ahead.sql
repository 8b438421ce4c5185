-- The programme's planned value at a day ahead on its curve; what will be earned and paid is not known. Yuan.
-- One row.
select
    evaluation.as_of_date as curve_date,
    sum(planned.planned_value_amount) as planned_amount,
    null::numeric as earned_amount,
    null::numeric as paid_amount,
    true as is_whole
from pg_temp.int_project_planned_value as planned
cross join pg_temp.evaluation as evaluation
group by evaluation.as_of_date
