-- The budgets of an extent by window and curve, of the projects whose progress is known: what its planned-value curve
-- is made of. Yuan; periods of the curve. One row per extent, window and curve. Unearned: projects that have not
-- earned all of their budget yet; the others have by their earned dates, and were finished by their finished dates.
-- Scope: sums over projects.
select
    extents.extent_code,
    projects.curve_name,
    projects.window_start_date,
    projects.window_end_date,
    clock.months_per_period,
    clock.window_periods,
    sum(budget.budget_amount) as budget_amount,
    count(*) filter (where earned.earned_date is null) as unearned_projects_count,
    count(*) filter (where earned.finished_date is null) as unfinished_projects_count,
    max(earned.earned_date) as last_earned_date,
    max(earned.finished_date) as last_finished_date
from stg_plan_projects as projects
inner join int_project_extents as extents on projects.project_code = extents.project_code
inner join int_project_clock as clock on projects.project_code = clock.project_code
inner join int_project_budget as budget on projects.project_code = budget.project_code
inner join int_project_earned_progress as earned on projects.project_code = earned.project_code
where earned.earned_progress_ratio is not null
group by
    extents.extent_code,
    projects.curve_name,
    projects.window_start_date,
    projects.window_end_date,
    clock.months_per_period,
    clock.window_periods
