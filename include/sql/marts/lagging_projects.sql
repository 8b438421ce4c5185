-- Projects whose light is yellow or red, worst first, with every reason; projects without news are not among them.
-- One row per project and as-of date.
-- Scope: one project.
with lagging as (

    select
        project_performance.as_of_date,
        project_performance.known_at,
        project_performance.plan_version,
        project_performance.policy_version,
        project_performance.light_profile,
        project_performance.project_code,
        project_performance.project_name,
        project_performance.light,
        project_performance.light_reasons,
        project_performance.lag_rank,
        project_performance.physical_progress_ratio,
        project_performance.elapsed_ratio,
        project_performance.progress_gap_ratio,
        project_performance.four_week_change_ratio,
        project_performance.schedule_variance_days,
        project_performance.forecast_finish_date,
        project_performance.window_end_date,
        project_performance.last_report_date
    from project_performance
    where project_performance.light in ('yellow', 'red')

)

select * from lagging
