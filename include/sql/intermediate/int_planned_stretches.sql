-- Planned-value curves that are not linear, cut into straight stretches: from where to where, and how much by then.
-- One row per curve, length of window and stretch. In the curve's periods from the window's start, and shares of the
-- budget. A table gives each period its share; a beta is straight between its samples; a milestone gives its share at
-- once or evenly between two shares of the window, and between one and the next nothing is planned: a flat stretch.
-- Scope: whole programme.
with points as (

    select
        windows.curve_name,
        windows.window_periods,
        case curves.curve_kind
            when 'table' then least(lines.point_number - 1, windows.window_periods)
            else lines.begins_percent / 100 * windows.window_periods
        end as from_periods,
        case curves.curve_kind
            when 'table' then least(lines.point_number, windows.window_periods)
            else lines.ends_percent / 100 * windows.window_periods
        end as to_periods,
        lines.weight_percent / 100 as weight_ratio,
        sum(lines.weight_percent) over (
            partition by windows.curve_name, windows.window_periods
            order by lines.point_number
        ) / 100 as to_ratio
    from int_curve_windows as windows
    cross join evaluation
    inner join raw.plan_curves as curves
        on
            evaluation.plan_version = curves.plan_version
            and windows.curve_name = curves.curve_name
    inner join raw.plan_curve_points as lines
        on
            curves.plan_version = lines.plan_version
            and curves.curve_name = lines.curve_name

),

knots as (

    select
        samples.curve_name,
        samples.window_periods,
        samples.periods,
        samples.planned_ratio
    from int_beta_samples as samples
    union
    select
        points.curve_name,
        points.window_periods,
        points.from_periods as periods,
        points.to_ratio - points.weight_ratio as planned_ratio
    from points
    union
    select
        points.curve_name,
        points.window_periods,
        points.to_periods as periods,
        points.to_ratio as planned_ratio
    from points
    union
    select
        points.curve_name,
        points.window_periods,
        ends.periods,
        ends.planned_ratio
    from points
    cross join lateral (values (0, 0), (points.window_periods, 1)) as ends (periods, planned_ratio)

),

stretches as (

    select
        knots.curve_name,
        knots.window_periods,
        knots.periods as from_periods,
        knots.planned_ratio as from_ratio,
        lead(knots.periods) over by_curve as to_periods,
        lead(knots.planned_ratio) over by_curve as to_ratio
    from knots
    window by_curve as (
        partition by knots.curve_name, knots.window_periods
        order by knots.periods, knots.planned_ratio
    )

)

select * from stretches
where to_periods is not null
