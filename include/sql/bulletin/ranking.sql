-- Every project, the one furthest behind first, with last week's place; those without a place last, as in the annex.
-- One row per project. What is not known is said by the row's word: not reported, or not begun; before its window a
-- project of which nothing was reported has no progress to show, which is not 0.
select
    performance.*,
    case when states.is_known then performance.physical_progress_ratio end as progress_ratio,
    case when states.is_known then performance.progress_gap_ratio end as gap_ratio,
    previous.lag_rank as previous_rank,
    case
        when performance.light_reasons @> '[{"rule": "T0"}]' then 'not_due'
        else performance.light
    end as light_shown,
    case
        when not states.is_known then 'not_due'
        else 'not_reported'
    end as unknown_word
from /* schema */.project_performance as performance
inner join pg_temp.evaluation as evaluation on performance.as_of_date = evaluation.as_of_date
left join pg_temp.bulletin_previous as previous on performance.project_code = previous.project_code
cross join
    lateral (
        values (performance.as_of_date >= performance.window_start_date or performance.last_report_date is not null)
    ) as states (is_known)
order by performance.lag_rank asc nulls last, performance.serial_number asc
