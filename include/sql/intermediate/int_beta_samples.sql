-- What a beta curve has planned by the end of each period of a window. Shares of the budget.
-- One row per beta curve, length of window and period, from 0; the window's end cuts the last period short.
-- Beta(a, b) of whole a and b at the share u of the window: the sum of C(n, j) × u^j × (1 − u)^(n − j) for j from a to
-- n = a + b − 1; Beta(2, 2) is 3u² − 2u³. Source: the regularised incomplete beta function; S-curves of works.
-- Scope: whole programme.
with windows as (

    select
        windows.curve_name,
        windows.window_periods,
        curves.first_shape,
        curves.first_shape + curves.second_shape - 1 as last_power
    from int_curve_windows as windows
    cross join evaluation
    inner join raw.plan_curves as curves
        on
            evaluation.plan_version = curves.plan_version
            and windows.curve_name = curves.curve_name
    where curves.curve_kind = 'beta'

),

sampled as (

    select
        windows.curve_name,
        windows.window_periods,
        windows.first_shape,
        windows.last_power,
        least(steps.step, windows.window_periods) as periods,
        least(steps.step, windows.window_periods) / windows.window_periods as elapsed_ratio
    from windows
    cross join lateral generate_series(0, ceil(windows.window_periods)::bigint) as steps (step)

),

summed as (

    select
        sampled.curve_name,
        sampled.window_periods,
        sampled.periods,
        sum(
            factorial(sampled.last_power) / (factorial(powers.j) * factorial(sampled.last_power - powers.j))
            * power(sampled.elapsed_ratio, powers.j)
            * power(1 - sampled.elapsed_ratio, sampled.last_power - powers.j)
        ) as planned_ratio
    from sampled
    cross join lateral generate_series(sampled.first_shape, sampled.last_power) as powers (j)
    group by sampled.curve_name, sampled.window_periods, sampled.periods

)

select * from summed
