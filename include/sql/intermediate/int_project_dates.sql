-- When each project started, finished and was accepted, and what says so.
-- One row per project. Started: the start of works with the construction permit held, from the day of the later of the
-- two; else the first cut-off with progress, unless the start is reported of works that are not finished: without a
-- permit they have not begun. Finished: the completion reported; else the first cut-off from which
-- progress stays at 100 %. Accepted: planning verification and works acceptance, in either order.
-- Scope: one project.
with milestones as (

    select
        held.project_code,
        max(held.closed_date) filter (where held.milestone_role = 'start') as works_start_date,
        max(held.closed_date) filter (where held.milestone_role = 'construction_permit') as permit_date,
        max(held.closed_date) filter (where held.milestone_role = 'completion') as completion_date,
        max(held.closed_date) filter (where held.milestone_role = 'planning_verification') as verification_date,
        max(held.closed_date) filter (where held.milestone_role = 'acceptance') as acceptance_date
    from int_milestones_held as held
    group by held.project_code

),

first_progress as (

    select
        history.project_code,
        min(history.news_date) as first_progress_date
    from int_project_progress_over_time as history
    where history.physical_progress_ratio > 0
    group by history.project_code

),

joined as (

    select
        projects.project_code,
        milestones.works_start_date,
        milestones.permit_date,
        milestones.completion_date,
        first_progress.first_progress_date,
        progress.finished_date as progress_finished_date,
        coalesce(milestones.completion_date, progress.finished_date) is not null as is_finished,
        case
            when milestones.verification_date is not null and milestones.acceptance_date is not null
                then greatest(milestones.verification_date, milestones.acceptance_date)
        end as accepted_date
    from stg_plan_projects as projects
    left join milestones on projects.project_code = milestones.project_code
    left join first_progress on projects.project_code = first_progress.project_code
    left join int_project_progress as progress on projects.project_code = progress.project_code

),

dated as (

    select
        joined.project_code,
        case
            when joined.works_start_date is not null and joined.permit_date is not null
                then greatest(joined.works_start_date, joined.permit_date)
            when joined.works_start_date is null or joined.is_finished then joined.first_progress_date
        end as started_date,
        case
            when joined.works_start_date is not null and joined.permit_date is not null then 'milestone'
            when joined.works_start_date is not null and not joined.is_finished then null
            when joined.first_progress_date is not null then 'progress'
        end as started_basis,
        coalesce(joined.completion_date, joined.progress_finished_date) as finished_date,
        case
            when joined.completion_date is not null then 'milestone'
            when joined.progress_finished_date is not null then 'progress'
        end as finished_basis,
        joined.accepted_date
    from joined

)

select * from dated
