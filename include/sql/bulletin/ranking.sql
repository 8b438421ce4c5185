-- Every project, the one furthest behind first, with last week's place; those without a place last, in the annex's order.
-- One row per project. What is not known is said by the row's word: not reported, or not begun.
select
    performance.*,
    previous.lag_rank as previous_rank,
    case
        when performance.light_reasons @> '[{"rule": "T0"}]' then 'not_due'
        else performance.light
    end as light_shown,
    case
        when performance.physical_progress_ratio is null then 'not_reported'
        when performance.as_of_date < performance.window_start_date then 'not_due'
        else 'dash'
    end as unknown
from /* schema */.project_performance as performance
inner join pg_temp.evaluation as evaluation on performance.as_of_date = evaluation.as_of_date
left join pg_temp.bulletin_previous as previous on performance.project_code = previous.project_code
order by performance.lag_rank asc nulls last, performance.serial_number asc
