-- The tests of the light's profile that an item fails for its owner, and the facts that their sentences name.
-- One row per project, item, owner unit and test failed; strictly per project. The same thresholds as for projects: T1
-- the gap (here against the curve), T3 and T9 not started, T4 past the window, T11 the index. What a project has and an
-- item has not (forecasts, money, standstill) is not asked. Not reported is not tested; what is done is not late.
-- Scope: one project.
with tested as (

    select
        reports.project_code,
        reports.item_code,
        reports.owner_unit_code,
        reports.reported_ratio,
        thresholds.*,
        plan.elapsed_ratio,
        plan.planned_ratio,
        plan.window_end_date,
        reports.reported_ratio - plan.planned_ratio as gap_ratio,
        reports.reported_ratio / nullif(plan.planned_ratio, 0) as index_ratio,
        evaluation.as_of_date - plan.window_end_date as overdue_days,
        evaluation.as_of_date - plan.window_start_date as started_days
    from int_item_reports as reports
    cross join evaluation
    cross join int_light_thresholds as thresholds
    inner join int_item_plan as plan on reports.project_code = plan.project_code
    left join int_project_dates as dates on reports.project_code = dates.project_code
    where reports.reported_ratio < 1 and dates.finished_date is null

),

asked as (

    select
        tested.*,
        tests.rule_id,
        tests.level
    from tested
    cross join
        lateral (
            values
            (
                'T1',
                case
                    when tested.gap_ratio < tested.progress_gap_red_ratio then 'red'
                    when tested.gap_ratio <= tested.progress_gap_yellow_ratio then 'yellow'
                end
            ),
            (
                'T3',
                case
                    when tested.reported_ratio = 0 and tested.elapsed_ratio >= tested.not_started_red_ratio then 'red'
                    when tested.reported_ratio = 0 and tested.elapsed_ratio >= tested.not_started_yellow_ratio
                        then 'yellow'
                end
            ),
            (
                'T4',
                case
                    when tested.overdue_days > tested.overdue_red_days then 'red'
                    when tested.overdue_days > 0 and tested.overdue_red_days is not null then 'yellow'
                end
            ),
            (
                'T9',
                case
                    when tested.reported_ratio = 0 and tested.started_days >= tested.start_overdue_red_days then 'red'
                    when tested.reported_ratio = 0 and tested.started_days >= tested.start_overdue_yellow_days
                        then 'yellow'
                end
            ),
            (
                'T11',
                case
                    when tested.index_ratio < tested.index_red_lowest_ratio then 'red'
                    when tested.index_ratio < tested.index_yellow_lowest_ratio then 'yellow'
                end
            )
        ) as tests (rule_id, level)

)

select
    asked.project_code,
    asked.item_code,
    asked.owner_unit_code,
    asked.rule_id,
    asked.level,
    case asked.rule_id
        when 'T1' then jsonb_build_object('gap', asked.gap_ratio)
        when 'T3' then jsonb_build_object('elapsed', asked.elapsed_ratio)
        when 'T4' then jsonb_build_object('days', asked.overdue_days, 'deadline', asked.window_end_date)
        when 'T9' then jsonb_build_object('days', asked.started_days)
        when 'T11' then jsonb_build_object('index', round(round(asked.index_ratio, 9), 3))
    end as facts
from asked
where asked.level is not null
