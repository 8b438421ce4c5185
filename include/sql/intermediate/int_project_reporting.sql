-- How complete the implementing company's news of each project is: cut-offs due, received, and missing in a row.
-- One row per project. From the window's start until the project is finished. What a waiver excuses is not owed.
-- Scope: one project.
with owed as (

    select
        projects.project_code,
        calendar.cutoff_date,
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

),

last_received as (

    select
        owed.project_code,
        max(owed.cutoff_date) filter (where owed.is_received) as last_received_cutoff_date
    from owed
    group by owed.project_code

),

counted as (

    select
        owed.project_code,
        count(*) filter (where owed.is_received or owed.is_overdue) as returns_due_count,
        count(*) filter (where owed.is_received) as returns_received_count,
        max(owed.cutoff_date) as newest_owed_cutoff_date,
        max(owed.cutoff_date) = last_received.last_received_cutoff_date as is_newest_received,
        count(*) filter (
            where
            owed.is_overdue
            and not owed.is_received
            and owed.cutoff_date > coalesce(last_received.last_received_cutoff_date, '-infinity')
        ) as missing_cycles_count
    from owed
    inner join last_received on owed.project_code = last_received.project_code
    group by owed.project_code, last_received.last_received_cutoff_date

)

select * from counted
