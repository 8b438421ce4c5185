-- Over how long a window each curve runs that is not linear. In the curve's periods.
-- One row per curve and length of window.
-- Scope: sums over projects.
select
    projects.curve_name,
    clock.window_periods,
    count(*) as projects_count
from stg_plan_projects as projects
inner join int_project_clock as clock on projects.project_code = clock.project_code
where projects.curve_kind <> 'linear'
group by projects.curve_name, clock.window_periods
