-- Planned-value curves that are not linear, cut into straight stretches: from where to where, and how much by then.
-- One row per project and stretch. In the curve's periods from the window's start, and shares of the budget. A table
-- gives each period its share; a beta is straight between its samples; a milestone gives its share at once or evenly
-- between two shares of the window, and between one and the next nothing is planned: a flat stretch.
-- Scope: one project.
with points as (

    select
        projects.project_code,
        case projects.curve_kind
            when 'table' then least(lines.point_number - 1, clock.window_periods)
            else lines.begins_percent / 100 * clock.window_periods
        end as from_periods,
        case projects.curve_kind
            when 'table' then least(lines.point_number, clock.window_periods)
            else lines.ends_percent / 100 * clock.window_periods
        end as to_periods,
        lines.weight_percent / 100 as weight_ratio,
        sum(lines.weight_percent) over (
            partition by projects.project_code
            order by lines.point_number
        ) / 100 as to_ratio
    from stg_plan_projects as projects
    cross join evaluation
    inner join int_project_clock as clock on projects.project_code = clock.project_code
    inner join raw.plan_curve_points as lines
        on
            evaluation.plan_version = lines.plan_version
            and projects.curve_name = lines.curve_name

),

knots as (

    select
        samples.project_code,
        samples.periods,
        samples.planned_ratio
    from int_beta_samples as samples
    union
    select
        points.project_code,
        points.from_periods as periods,
        points.to_ratio - points.weight_ratio as planned_ratio
    from points
    union
    select
        points.project_code,
        points.to_periods as periods,
        points.to_ratio as planned_ratio
    from points
    union
    select
        points.project_code,
        ends.periods,
        ends.planned_ratio
    from points
    inner join int_project_clock as clock on points.project_code = clock.project_code
    cross join lateral (values (0, 0), (clock.window_periods, 1)) as ends (periods, planned_ratio)

),

stretches as (

    select
        knots.project_code,
        knots.periods as from_periods,
        knots.planned_ratio as from_ratio,
        lead(knots.periods) over by_project as to_periods,
        lead(knots.planned_ratio) over by_project as to_ratio
    from knots
    window by_project as (partition by knots.project_code order by knots.periods, knots.planned_ratio)

)

select * from stretches
where to_periods is not null
