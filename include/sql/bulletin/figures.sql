-- The programme's figures beside those of four weeks before, by what is known now.
-- One row per figure. Yuan, shares of 1.
select
    figures.figure,
    figures.figure_kind,
    figures.now_value,
    figures.earlier_value,
    figures.now_value - figures.earlier_value as change_value
from /* schema */.programme_performance as performance
inner join pg_temp.evaluation as evaluation on performance.as_of_date = evaluation.as_of_date
cross join pg_temp.bulletin_earlier as earlier
cross join lateral (
    values
    (1, 'planned_value', 'money', performance.planned_value_amount, earlier.planned_value_amount),
    (2, 'earned_value', 'money', performance.earned_value_amount, earlier.earned_value_amount),
    (3, 'actual_cost', 'money', performance.actual_cost_amount, earlier.actual_cost_amount),
    (4, 'investment_done', 'money', performance.investment_done_amount, earlier.investment_done_amount),
    (5, 'physical_progress', 'ratio', performance.physical_progress_ratio, earlier.physical_progress_ratio),
    (6, 'elapsed', 'ratio', performance.elapsed_ratio, earlier.elapsed_ratio),
    (
        7, 'schedule_performance', 'index', performance.schedule_performance_index,
        earlier.schedule_performance_index
    ),
    (8, 'finished', 'count', performance.finished_projects_count, earlier.finished_projects_count)
) as figures (place, figure, figure_kind, now_value, earlier_value)
order by figures.place
