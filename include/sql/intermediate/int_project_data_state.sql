-- How fresh and how sure each project's figures are: current, carried forward, waiting for a row's check, or none.
-- One row per project. Current: the newest cut-off that the implementing company owes for it has come, or the project
-- is finished, or nothing is owed and the news is of the day itself. Verified figures stand beside.
-- Scope: one project.
with stated as (

    select
        schedule.project_code,
        schedule.as_of_date - schedule.last_report_date as carried_forward_days,
        case
            when not schedule.has_news then 'not_reported'
            when exists (
                select 1 from int_lines_held_back as held_back
                where held_back.project_code = schedule.project_code
            ) then 'pending_check'
            when schedule.finished_date is not null or reporting.is_newest_received then 'current'
            when reporting.newest_owed_cutoff_date is null and schedule.last_report_date = schedule.as_of_date
                then 'current'
            else 'carried_forward'
        end as data_status,
        thresholds.progress_basis,
        verification.verified_progress_ratio,
        case
            when verification.verified_progress_ratio is not null then null
            when verification.project_code is not null then 'partly_verified'
            else 'not_verified'
        end as verified_progress_reason,
        verification.verified_weight_ratio,
        verification.verified_date,
        verification.verified_by_unit_code,
        coalesce(verification.is_verified, false) as is_verified
    from int_project_schedule as schedule
    cross join int_light_thresholds as thresholds
    left join int_project_reporting as reporting on schedule.project_code = reporting.project_code
    left join int_project_verification as verification on schedule.project_code = verification.project_code

)

select * from stated
