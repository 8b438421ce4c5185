-- The projects of a published day, the one that lags most first; those without a rank last, in the annex's order.
-- One row per project; below them one per company where several build, and the programme's.
with projects as (

    select
        performance.serial_number,
        performance.lag_rank,
        performance.project_name,
        performance.physical_progress_ratio,
        performance.elapsed_ratio,
        performance.progress_gap_ratio,
        performance.four_week_change_ratio,
        performance.budget_amount,
        performance.planned_value_amount,
        performance.earned_value_amount,
        performance.schedule_performance_index,
        performance.forecast_finish_date,
        performance.light_reasons,
        case
            when performance.light_reasons @> '[{"rule": "T0"}]' then 'not_due'
            else performance.light
        end as light_shown,
        null as sum_of
    from marts.project_performance as performance
    where performance.as_of_date = :as_of_date

),

with_programme as (

    select projects.*
    from projects
    union all
    select
        null as serial_number,
        null as lag_rank,
        null as project_name,
        programme.physical_progress_ratio,
        programme.elapsed_ratio,
        null as progress_gap_ratio,
        null as four_week_change_ratio,
        programme.budget_amount,
        programme.planned_value_amount,
        programme.earned_value_amount,
        programme.schedule_performance_index,
        programme.forecast_finish_date,
        null as light_reasons,
        null as light_shown,
        'programme' as sum_of
    from marts.programme_performance as programme
    where programme.as_of_date = :as_of_date
    union all
    select
        null as serial_number,
        null as lag_rank,
        units.unit_name as project_name,
        units.physical_progress_ratio,
        units.elapsed_ratio,
        null as progress_gap_ratio,
        null as four_week_change_ratio,
        units.budget_amount,
        units.planned_value_amount,
        units.earned_value_amount,
        units.schedule_performance_index,
        units.forecast_finish_date,
        null as light_reasons,
        null as light_shown,
        'company' as sum_of
    from marts.unit_performance as units
    where
        units.as_of_date = :as_of_date
        and exists (
            select 1 from marts.unit_performance as companies
            where companies.as_of_date = units.as_of_date and companies.unit_code <> units.unit_code
        )

)

select with_programme.*
from with_programme
order by with_programme.sum_of asc nulls first, with_programme.lag_rank asc nulls last, with_programme.serial_number asc
