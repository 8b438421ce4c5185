-- Where each project stands in time: its window, what has elapsed of it, and actual time, in days and curve periods.
-- One row per project. Both ends of a window count. Elapsed stops at the window's end; actual time goes on past it and
-- stops when all is earned: at the finish date. Periods are days, or months or quarters counted from the window's
-- first day: whole ones, and of the one under way its share of days. Source: inclusive days as in 序时进度.
-- Scope: one project.
with dated as (

    select
        projects.project_code,
        projects.window_start_date,
        projects.window_days,
        coalesce(projects.months_per_period, 0) as months_per_period,
        greatest(0, least(evaluation.as_of_date - projects.window_start_date + 1, projects.window_days))
            as elapsed_days,
        greatest(
            0,
            least(evaluation.as_of_date, coalesce(earned.earned_date, 'infinity')) - projects.window_start_date + 1
        ) as actual_days
    from stg_plan_projects as projects
    cross join evaluation
    left join int_project_earned_progress as earned on projects.project_code = earned.project_code

),

moments as (

    select
        dated.project_code,
        dated.window_start_date,
        dated.months_per_period,
        spans.span,
        dated.window_start_date + spans.span_days as next_date,
        age(dated.window_start_date + spans.span_days, dated.window_start_date) as calendar_age
    from dated
    cross join
        lateral (
            values ('window', dated.window_days), ('elapsed', dated.elapsed_days), ('actual', dated.actual_days)
        ) as spans (span, span_days)
    where dated.months_per_period > 0

),

whole as (

    select
        moments.*,
        (extract(year from moments.calendar_age) * 12 + extract(month from moments.calendar_age))::integer
        / moments.months_per_period as whole_periods
    from moments

),

under_way as (

    select
        whole.*,
        (whole.window_start_date + make_interval(months => whole.whole_periods * whole.months_per_period))::date
            as begin_date,
        (whole.window_start_date + make_interval(months => (whole.whole_periods + 1) * whole.months_per_period))::date
            as end_date
    from whole

),

paired as (

    select
        under_way.project_code,
        max(under_way.whole_periods + parts.part_ratio) filter (where under_way.span = 'window') as window_periods,
        max(under_way.whole_periods + parts.part_ratio) filter (where under_way.span = 'elapsed') as elapsed_periods,
        max(under_way.whole_periods + parts.part_ratio) filter (where under_way.span = 'actual') as actual_periods
    from under_way
    cross join
        lateral (
            values (
                (under_way.next_date - under_way.begin_date)::numeric / (under_way.end_date - under_way.begin_date)
            )
        ) as parts (part_ratio)
    group by under_way.project_code

)

select
    dated.*,
    coalesce(paired.window_periods, dated.window_days) as window_periods,
    coalesce(paired.elapsed_periods, dated.elapsed_days) as elapsed_periods,
    coalesce(paired.actual_periods, dated.actual_days) as actual_periods
from dated
left join paired on dated.project_code = paired.project_code
