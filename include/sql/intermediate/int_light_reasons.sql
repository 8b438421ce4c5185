-- Every test of the light's profile that a project fails, with the facts that its sentence names.
-- One row per project and test. Levels: red, yellow, grey (no valid news, counted apart from lagging).
-- A boundary value belongs to the milder side where the profile says "more than" or "below".
with tested as (

    select
        schedule.*,
        schedule.finished_date is null as is_unfinished,
        schedule.as_of_date - schedule.window_end_date as overdue_days,
        reporting.missing_cycles_count,
        thresholds.progress_gap_yellow_ratio,
        thresholds.progress_gap_red_ratio,
        thresholds.schedule_variance_elapsed_ratio,
        thresholds.schedule_variance_yellow_days,
        thresholds.schedule_variance_red_days,
        thresholds.not_started_yellow_ratio,
        thresholds.not_started_red_ratio,
        thresholds.overdue_red_days,
        thresholds.standstill_days,
        thresholds.missing_cycles
    from int_project_schedule as schedule
    cross join int_light_thresholds as thresholds
    left join int_project_reporting as reporting on schedule.project_code = reporting.project_code

),

failed as (

    select
        tested.project_code,
        'T1' as rule_id,
        case when tested.progress_gap_ratio < tested.progress_gap_red_ratio then 'red' else 'yellow' end as level,
        jsonb_build_object(
            'progress', tested.physical_progress_ratio,
            'elapsed', tested.elapsed_ratio,
            'gap', tested.progress_gap_ratio
        ) as facts
    from tested
    where tested.is_unfinished and tested.progress_gap_ratio <= tested.progress_gap_yellow_ratio
    union all
    select
        tested.project_code,
        'T2' as rule_id,
        case
            when tested.schedule_variance_days <= tested.schedule_variance_red_days then 'red'
            else 'yellow'
        end as level,
        jsonb_build_object('days', -tested.schedule_variance_days, 'forecast', tested.forecast_finish_date) as facts
    from tested
    where
        tested.is_unfinished
        and tested.elapsed_ratio >= tested.schedule_variance_elapsed_ratio
        and tested.schedule_variance_days <= tested.schedule_variance_yellow_days
    union all
    select
        tested.project_code,
        'T3' as rule_id,
        case
            when tested.elapsed_ratio >= tested.not_started_red_ratio then 'red'
            else 'yellow'
        end as level,
        jsonb_build_object('elapsed', tested.elapsed_ratio) as facts
    from tested
    where tested.physical_progress_ratio = 0 and tested.elapsed_ratio >= tested.not_started_yellow_ratio
    union all
    select
        tested.project_code,
        'T4' as rule_id,
        case
            when tested.overdue_days > tested.overdue_red_days then 'red'
            else 'yellow'
        end as level,
        jsonb_build_object('days', tested.overdue_days, 'deadline', tested.window_end_date) as facts
    from tested
    where tested.is_unfinished and tested.overdue_days > 0
    union all
    select
        tested.project_code,
        'T5' as rule_id,
        'yellow' as level,
        jsonb_build_object('days', tested.standstill_days, 'progress', tested.physical_progress_ratio) as facts
    from tested
    where
        tested.is_unfinished
        and tested.physical_progress_ratio > 0
        and tested.four_week_change_ratio <= 0
    union all
    select
        tested.project_code,
        'T6' as rule_id,
        'grey' as level,
        jsonb_build_object('cycles', tested.missing_cycles_count, 'last_report', tested.last_report_date) as facts
    from tested
    where
        tested.is_unfinished
        and tested.as_of_date >= tested.window_start_date
        and (tested.missing_cycles_count >= tested.missing_cycles or tested.physical_progress_ratio is null)
    union all
    select
        tested.project_code,
        'T7' as rule_id,
        'red' as level,
        jsonb_build_object('paid', tested.actual_cost_amount, 'work', tested.investment_done_amount) as facts
    from tested
    where tested.paid_to_work_ratio > 1

)

select * from failed
