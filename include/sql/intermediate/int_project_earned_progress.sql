-- The share of its budget that a project has earned, and since when all of it. Shares of 1; null where not known.
-- One row per project. Physical progress, and all of it once completion is reported, whatever items still say; on a
-- curve of milestones, the shares of the milestones reached, and of the works' share as much (none while approvals are
-- reported and no start). So a project earns before its works begin only where the bureau has put it on such a curve.
-- Before its window and without news: nothing.
-- Scope: one project.
with begun as (

    select
        events.project_code,
        bool_or(events.milestone_role = 'start') as is_started,
        max(events.event_date) as last_event_date
    from int_milestones_held as events
    group by events.project_code

),

known as (

    select
        projects.project_code,
        projects.curve_name,
        coalesce(projects.curve_kind = 'milestones', false) as is_by_milestones,
        progress.project_code is not null as has_news,
        dates.finished_date,
        begun.is_started,
        begun.last_event_date,
        case
            when progress.project_code is not null then progress.physical_progress_ratio
            when evaluation.as_of_date < projects.window_start_date then 0
        end as physical_progress_ratio,
        coalesce(dates.finished_basis = 'milestone', false) as is_completed
    from stg_plan_projects as projects
    cross join evaluation
    left join int_project_progress as progress on projects.project_code = progress.project_code
    left join int_project_dates as dates on projects.project_code = dates.project_code
    left join begun on projects.project_code = begun.project_code

),

by_milestones as (

    select
        known.project_code,
        sum(
            case
                when milestones.milestone_role = 'works' then lines.weight_percent * works.done_ratio
                when events.milestone_code is not null then lines.weight_percent
                else 0
            end
        ) / 100 as earned_progress_ratio
    from known
    cross join evaluation
    cross join
        lateral (
            values (
                case
                    when known.is_completed then 1
                    else coalesce(known.physical_progress_ratio, case when not known.is_started then 0 end)
                end
            )
        ) as works (done_ratio)
    inner join raw.plan_curve_points as lines
        on
            evaluation.plan_version = lines.plan_version
            and known.curve_name = lines.curve_name
    inner join raw.plan_milestones as milestones
        on
            evaluation.plan_version = milestones.plan_version
            and lines.milestone_code = milestones.milestone_code
    left join int_milestones_held as events
        on
            known.project_code = events.project_code
            and lines.milestone_code = events.milestone_code
    where known.is_by_milestones and works.done_ratio is not null
    group by known.project_code

)

select
    known.project_code,
    known.has_news,
    known.finished_date,
    known.physical_progress_ratio,
    case
        when known.is_by_milestones then by_milestones.earned_progress_ratio
        when known.is_completed then 1
        else known.physical_progress_ratio
    end as earned_progress_ratio,
    case
        when not known.is_by_milestones then known.finished_date
        when by_milestones.earned_progress_ratio >= 1 then greatest(known.finished_date, known.last_event_date)
    end as earned_date
from known
left join by_milestones on known.project_code = by_milestones.project_code
