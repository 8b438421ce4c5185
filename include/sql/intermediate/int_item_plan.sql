-- What share of each of its items a project's own curve asks for by the as-of date. Shares of 1; unrounded.
-- One row per project; strictly per project. The plan has no windows of items, so every item follows the curve of its
-- project (按社区进度计划推算); on a curve of milestones, the stretch of the works alone, for approvals are no item's.
-- Scope: one project.
with works as (

    select
        projects.project_code,
        sum(
            lines.weight_percent
            * case
                when clock.elapsed_periods <= 0 then 0
                when clock.elapsed_periods >= lines.ends_percent / 100 * clock.window_periods then 1
                when clock.elapsed_periods <= lines.begins_percent / 100 * clock.window_periods then 0
                else
                    (clock.elapsed_periods - lines.begins_percent / 100 * clock.window_periods)
                    / ((lines.ends_percent - lines.begins_percent) / 100 * clock.window_periods)
            end
        ) / nullif(sum(lines.weight_percent), 0) as planned_ratio
    from stg_plan_projects as projects
    cross join evaluation
    inner join int_project_clock as clock on projects.project_code = clock.project_code
    inner join raw.plan_curve_points as lines
        on
            evaluation.plan_version = lines.plan_version
            and projects.curve_name = lines.curve_name
    inner join raw.plan_milestones as milestones
        on
            lines.plan_version = milestones.plan_version
            and lines.milestone_code = milestones.milestone_code
            and milestones.milestone_role = 'works'
    where projects.curve_kind = 'milestones'
    group by projects.project_code

)

select
    projects.project_code,
    projects.project_name,
    projects.curve_name,
    projects.window_start_date,
    projects.window_end_date,
    clock.elapsed_periods / clock.window_periods as elapsed_ratio,
    coalesce(works.planned_ratio, planned.planned_progress_ratio) as planned_ratio
from stg_plan_projects as projects
inner join int_project_clock as clock on projects.project_code = clock.project_code
inner join int_project_planned_value as planned on projects.project_code = planned.project_code
left join works on projects.project_code = works.project_code
