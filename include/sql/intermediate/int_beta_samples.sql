-- What a beta curve has planned by the end of each period of a project's window. Shares of the budget.
-- One row per project on a beta curve and period, from 0; the window's end cuts the last period short.
-- Beta(a, b) of whole a and b at the share u of the window: the sum of C(n, j) × u^j × (1 − u)^(n − j) for j from a to
-- n = a + b − 1; Beta(2, 2) is 3u² − 2u³. Source: the regularised incomplete beta function; S-curves of works.
-- Scope: one project.
with windows as (

    select
        projects.project_code,
        curves.first_shape,
        curves.first_shape + curves.second_shape - 1 as last_power,
        clock.window_periods
    from stg_plan_projects as projects
    cross join evaluation
    inner join int_project_clock as clock on projects.project_code = clock.project_code
    inner join raw.plan_curves as curves
        on
            evaluation.plan_version = curves.plan_version
            and projects.curve_name = curves.curve_name
    where curves.curve_kind = 'beta'

),

sampled as (

    select
        windows.project_code,
        windows.first_shape,
        windows.last_power,
        least(steps.step, windows.window_periods) as periods,
        least(steps.step, windows.window_periods) / windows.window_periods as elapsed_ratio
    from windows
    cross join lateral generate_series(0, ceil(windows.window_periods)::bigint) as steps (step)

),

summed as (

    select
        sampled.project_code,
        sampled.periods,
        sum(
            factorial(sampled.last_power) / (factorial(powers.j) * factorial(sampled.last_power - powers.j))
            * power(sampled.elapsed_ratio, powers.j)
            * power(1 - sampled.elapsed_ratio, sampled.last_power - powers.j)
        ) as planned_ratio
    from sampled
    cross join lateral generate_series(sampled.first_shape, sampled.last_power) as powers (j)
    group by sampled.project_code, sampled.periods

)

select * from summed
