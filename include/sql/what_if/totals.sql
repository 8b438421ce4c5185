-- The scores in total under the indicators in force and under those tried, side by side; the programme first.
-- One row per extent and project; nothing stands in force where no indicators were ever recorded.
select
    tried.extent,
    tried.project_code,
    tried.project_name,
    in_force.total_score as in_force_score,
    in_force.assessed_weight as in_force_assessed_weight,
    in_force.grade as in_force_grade,
    tried.total_score as tried_score,
    tried.assessed_weight as tried_assessed_weight,
    tried.grade as tried_grade,
    tried.total_score - in_force.total_score as change_score
from evaluation_total as tried
left join evaluation_total_in_force as in_force
    on tried.extent = in_force.extent and tried.project_code = in_force.project_code
order by tried.extent = 'project' asc, tried.project_code asc
