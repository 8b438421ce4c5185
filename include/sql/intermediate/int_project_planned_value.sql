-- What should have been earned by the as-of date, under each project's curve. Yuan, shares of 1; unrounded.
-- One row per project. Nothing before the window, the budget from its end on. A linear curve plans the elapsed share of
-- the window (by day: 序时进度); any other is straight within its stretches, and a milestone due on the day is included.
-- Planned duration: where the curve first reaches the budget, in periods; the window, unless the curve ends flat.
-- Scope: one project.
with curved as (

    select
        clock.project_code,
        max(
            stretches.from_ratio + (stretches.to_ratio - stretches.from_ratio)
            * case
                when clock.elapsed_periods >= stretches.to_periods then 1
                else (clock.elapsed_periods - stretches.from_periods) / (stretches.to_periods - stretches.from_periods)
            end
        ) filter (where clock.elapsed_periods > 0 and clock.elapsed_periods >= stretches.from_periods)
            as planned_progress_ratio,
        min(stretches.to_periods) filter (where stretches.to_ratio >= 1) as planned_periods
    from stg_plan_projects as projects
    inner join int_project_clock as clock on projects.project_code = clock.project_code
    inner join int_planned_stretches as stretches
        on
            projects.curve_name = stretches.curve_name
            and clock.window_periods = stretches.window_periods
    group by clock.project_code

),

planned as (

    select
        projects.project_code,
        case
            when curved.project_code is not null
                then budget.budget_amount * coalesce(curved.planned_progress_ratio, 0)
            else budget.budget_amount * clock.elapsed_periods / clock.window_periods
        end as planned_value_amount,
        case
            when curved.project_code is not null then coalesce(curved.planned_progress_ratio, 0)
            else clock.elapsed_periods / clock.window_periods
        end as planned_progress_ratio,
        coalesce(curved.planned_periods, clock.window_periods) as planned_periods
    from stg_plan_projects as projects
    inner join int_project_budget as budget on projects.project_code = budget.project_code
    inner join int_project_clock as clock on projects.project_code = clock.project_code
    left join curved on projects.project_code = curved.project_code

)

select * from planned
