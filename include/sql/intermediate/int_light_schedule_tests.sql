-- The tests of the light's profile on progress, time and news that a project fails, and the facts their sentences name.
-- One row per project and test failed. A test whose thresholds the profile leaves out is null and is not failed. A
-- boundary value belongs to the milder side where the profile says "more than" or "below". What is done is not late;
-- not started is a project without progress whose start of works is not reported either (with the permit held).
-- Scope: one project.
with tested as (

    select
        schedule.*,
        thresholds.*,
        schedule.finished_date is null as is_unfinished,
        schedule.physical_progress_ratio = 0
        and schedule.finished_date is null
        and coalesce(schedule.started_basis, '') <> 'milestone' as is_not_started,
        schedule.as_of_date - schedule.window_end_date as overdue_days,
        schedule.as_of_date - schedule.window_start_date as started_days,
        reporting.missing_cycles_count
    from int_project_schedule as schedule
    cross join int_light_thresholds as thresholds
    left join int_project_reporting as reporting on schedule.project_code = reporting.project_code

),

asked as (

    select
        tested.project_code,
        tests.rule_id,
        tests.level,
        tests.facts
    from tested
    cross join
        lateral (
            values
            (
                'T1',
                case
                    when not tested.is_unfinished then null
                    when tested.progress_gap_ratio < tested.progress_gap_red_ratio then 'red'
                    when tested.progress_gap_ratio <= tested.progress_gap_yellow_ratio then 'yellow'
                end,
                jsonb_build_object(
                    'progress', tested.physical_progress_ratio,
                    'elapsed', tested.elapsed_ratio,
                    'gap', tested.progress_gap_ratio
                )
            ),
            (
                'T2',
                case
                    when not tested.is_unfinished or tested.elapsed_ratio < tested.schedule_variance_elapsed_ratio
                        then null
                    when tested.schedule_variance_days <= tested.schedule_variance_red_days then 'red'
                    when tested.schedule_variance_days <= tested.schedule_variance_yellow_days then 'yellow'
                end,
                jsonb_build_object('days', -tested.schedule_variance_days, 'forecast', tested.forecast_finish_date)
            ),
            (
                'T3',
                case
                    when tested.is_not_started and tested.elapsed_ratio >= tested.not_started_red_ratio then 'red'
                    when tested.is_not_started and tested.elapsed_ratio >= tested.not_started_yellow_ratio
                        then 'yellow'
                end,
                jsonb_build_object('elapsed', tested.elapsed_ratio)
            ),
            (
                'T4',
                case
                    when not tested.is_unfinished then null
                    when tested.overdue_days > tested.overdue_red_days then 'red'
                    when tested.overdue_days > 0 and tested.overdue_red_days is not null then 'yellow'
                end,
                jsonb_build_object('days', tested.overdue_days, 'deadline', tested.window_end_date)
            ),
            (
                'T5',
                case
                    when
                        tested.asks_standstill
                        and tested.is_unfinished
                        and (tested.physical_progress_ratio > 0 or tested.started_basis = 'milestone')
                        and tested.four_week_change_ratio <= 0
                        then 'yellow'
                end,
                jsonb_build_object('days', tested.standstill_days, 'progress', tested.physical_progress_ratio)
            ),
            (
                'T6',
                case
                    when
                        tested.is_unfinished
                        and tested.as_of_date >= tested.window_start_date
                        and (
                            tested.missing_cycles_count >= tested.missing_cycles
                            or tested.physical_progress_ratio is null
                        )
                        then 'grey'
                end,
                jsonb_build_object('cycles', tested.missing_cycles_count, 'last_report', tested.last_report_date)
            ),
            (
                'T9',
                case
                    when tested.is_not_started and tested.started_days >= tested.start_overdue_red_days then 'red'
                    when tested.is_not_started and tested.started_days >= tested.start_overdue_yellow_days
                        then 'yellow'
                end,
                jsonb_build_object('days', tested.started_days)
            )
        ) as tests (rule_id, level, facts)

)

select * from asked
where level is not null
