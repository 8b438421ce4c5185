-- Every cut-off for which who builds a project owes its progress: whether a report is in, or overdue.
-- One row per project, unit and cut-off date. From the window's start until the project is finished. What a waiver
-- excuses is not owed.
-- Scope: one project.
select
    projects.project_code,
    calendar.unit_code,
    calendar.cutoff_date,
    calendar.due_date,
    calendar.is_overdue,
    reported.first_received_at is not null as is_received
from stg_plan_projects as projects
inner join int_reporting_calendar as calendar
    on
        projects.window_start_date <= calendar.cutoff_date
        and calendar.form = 'progress'
inner join int_builders as builders
    on
        projects.project_code = builders.project_code
        and calendar.unit_code = builders.unit_code
left join int_project_dates as dates on projects.project_code = dates.project_code
left join int_reported_cutoffs as reported
    on
        calendar.unit_code = reported.unit_code
        and reported.form = 'progress'
        and projects.project_code = reported.project_code
        and calendar.cutoff_date = reported.cutoff_date
where
    (dates.finished_date is null or calendar.cutoff_date <= dates.finished_date)
    and not exists (
        select 1 from int_excused_reports as excused
        where
            excused.unit_code = calendar.unit_code
            and excused.form = calendar.form
            and excused.cutoff_date = calendar.cutoff_date
            and (excused.project_code is null or excused.project_code = projects.project_code)
    )
