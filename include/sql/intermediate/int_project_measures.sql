-- What each project counts for in the four output measures of the programme, and what is known of its course.
-- One row per project and measure: communities, households, buildings, area (square metres).
-- Done: of communities those that are finished, of the others what is reported as done. Overdue: unfinished at the end
-- of its last planned day. Known: there is news of it, or it need not have begun. Source: the notice's annex and 三（二）.
-- Scope: one project.
with projects as (

    select
        plans.*,
        dates.started_date,
        dates.finished_date,
        dates.accepted_date,
        progress.completed_households_count,
        progress.completed_buildings_count,
        progress.completed_area_quantity,
        plans.window_start_date <= evaluation.as_of_date as is_due_to_start,
        plans.window_end_date <= evaluation.as_of_date as is_due_to_finish,
        plans.window_end_date <= evaluation.as_of_date and dates.finished_date is null as is_overdue,
        progress.project_code is not null as has_news,
        progress.project_code is null and plans.window_start_date > evaluation.as_of_date as is_still_ahead
    from stg_plan_projects as plans
    cross join evaluation
    left join int_project_dates as dates on plans.project_code = dates.project_code
    left join int_project_progress as progress on plans.project_code = progress.project_code

),

measured as (

    select
        projects.project_code,
        measures.measure,
        measures.planned_quantity,
        coalesce(measures.completed_quantity, case when projects.is_still_ahead then 0 end) as completed_quantity,
        projects.window_end_date,
        projects.started_date,
        projects.finished_date,
        projects.accepted_date,
        projects.is_due_to_start,
        projects.is_due_to_finish,
        projects.is_overdue,
        projects.has_news or projects.is_still_ahead or projects.started_date is not null as is_start_known,
        projects.has_news or projects.is_still_ahead or projects.finished_date is not null as is_finish_known
    from projects
    cross join lateral (
        values
        (
            'communities',
            1::numeric,
            case when projects.finished_date is not null then 1 when projects.has_news then 0 end
        ),
        ('households', projects.planned_households_count::numeric, projects.completed_households_count),
        ('buildings', projects.planned_buildings_count::numeric, projects.completed_buildings_count),
        ('area', projects.planned_area_quantity, projects.completed_area_quantity)
    ) as measures (measure, planned_quantity, completed_quantity)

)

select * from measured
