-- The programme's figures beside those of four weeks before, by what is known now.
-- One row per figure. Yuan, shares of 1. Where nothing is known of any project that should have begun, what is earned
-- is not known, which is not 0.
with points as (

    select
        performance.as_of_date,
        performance.planned_value_amount,
        performance.earned_value_amount,
        performance.known_planned_value_amount,
        performance.actual_cost_amount,
        performance.investment_done_amount,
        performance.physical_progress_ratio,
        performance.elapsed_ratio,
        performance.schedule_performance_index,
        performance.finished_projects_count,
        true as is_now
    from /* schema */.programme_performance as performance
    inner join pg_temp.evaluation as evaluation on performance.as_of_date = evaluation.as_of_date
    union all
    select
        earlier.as_of_date,
        earlier.planned_value_amount,
        earlier.earned_value_amount,
        earlier.known_planned_value_amount,
        earlier.actual_cost_amount,
        earlier.investment_done_amount,
        earlier.physical_progress_ratio,
        earlier.elapsed_ratio,
        earlier.schedule_performance_index,
        earlier.finished_projects_count,
        false as is_now
    from pg_temp.bulletin_earlier as earlier

),

figures as (

    select
        points.is_now,
        figures.*
    from points
    cross join
        lateral (
            values (points.known_planned_value_amount > 0 or points.earned_value_amount > 0)
        ) as known (is_known)
    cross join lateral (
        values
        (1, 'planned_value', 'money', points.planned_value_amount),
        (2, 'earned_value', 'money', case when known.is_known then points.earned_value_amount end),
        (3, 'actual_cost', 'money', points.actual_cost_amount),
        (4, 'investment_done', 'money', points.investment_done_amount),
        (5, 'physical_progress', 'ratio', case when known.is_known then points.physical_progress_ratio end),
        (6, 'elapsed', 'ratio', points.elapsed_ratio),
        (7, 'schedule_performance', 'index', points.schedule_performance_index),
        (8, 'finished', 'count', points.finished_projects_count)
    ) as figures (place, figure, figure_kind, figure_value)

)

select
    figures.figure,
    figures.figure_kind,
    max(figures.figure_value) filter (where figures.is_now) as now_value,
    max(figures.figure_value) filter (where not figures.is_now) as earlier_value,
    max(figures.figure_value) filter (where figures.is_now)
    - max(figures.figure_value) filter (where not figures.is_now) as change_value
from figures
group by figures.place, figures.figure, figures.figure_kind
order by figures.place
