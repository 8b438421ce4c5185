-- Every test that the light's profile asks of a project: the figure, the policy's thresholds, and what came of it.
-- One row per project and test. A threshold that the profile leaves out is null; met is null where nothing is amiss.
select
    projects.project_code,
    tests.rule_id,
    tests.tested_figure,
    tests.figure_value,
    tests.comparison,
    tests.yellow_threshold,
    tests.red_threshold,
    case
        when reasons.level is null then 'green'
        when tests.comparison = 'below' and tests.figure_value > coalesce(tests.yellow_threshold, tests.red_threshold)
            then 'green'
        when tests.comparison = 'above' and tests.figure_value < coalesce(tests.yellow_threshold, tests.red_threshold)
            then 'green'
        else reasons.level
    end as level
from /* schema */.project_performance as projects
inner join evaluation on projects.as_of_date = evaluation.as_of_date
cross join int_light_thresholds as thresholds
cross join
    lateral (
        values (
            projects.physical_progress_ratio = 0
            and projects.finished_date is null
            and coalesce(projects.started_basis, '') <> 'milestone'
        )
    ) as begun (is_not_started)
left join int_project_reporting as reporting on projects.project_code = reporting.project_code
left join int_early_payments as early on projects.project_code = early.project_code
cross join
    lateral (
        values
        (
            'T1', 'progress_gap_ratio', projects.progress_gap_ratio, 'below', thresholds.progress_gap_yellow_ratio,
            thresholds.progress_gap_red_ratio
        ),
        (
            'T2', 'schedule_variance_days', projects.schedule_variance_days, 'below',
            thresholds.schedule_variance_yellow_days, thresholds.schedule_variance_red_days
        ),
        (
            'T3',
            'elapsed_ratio',
            case when begun.is_not_started then projects.elapsed_ratio end,
            'above',
            thresholds.not_started_yellow_ratio, thresholds.not_started_red_ratio
        ),
        (
            'T4', 'overdue_days', (evaluation.as_of_date - projects.window_end_date)::numeric, 'above',
            case when thresholds.overdue_red_days is not null then 0 end, thresholds.overdue_red_days::numeric
        ),
        (
            'T5', 'four_week_change_ratio', projects.four_week_change_ratio, 'below',
            case when thresholds.asks_standstill then 0 end, null
        ),
        ('T6', 'missing_cycles_count', reporting.missing_cycles_count, 'grey', thresholds.missing_cycles, null),
        (
            'T7', 'paid_to_work_ratio', projects.paid_to_work_ratio, 'above', null,
            case when thresholds.asks_money then 1 end
        ),
        (
            'T7A',
            'unapproved_amount',
            early.unapproved_amount,
            'above',
            null,
            case when thresholds.asks_money then 0 end
        ),
        (
            'T7P',
            'unpermitted_amount',
            early.unpermitted_amount,
            'above',
            null,
            case when thresholds.asks_money then 0 end
        ),
        (
            'T9', 'started_days',
            case
                when begun.is_not_started
                    then (evaluation.as_of_date - projects.window_start_date)::numeric
            end,
            'above', thresholds.start_overdue_yellow_days, thresholds.start_overdue_red_days
        ),
        (
            'T10', 'shortfall_ratio',
            1 - projects.investment_ratio / nullif(projects.elapsed_ratio, 0),
            'above', thresholds.investment_shortfall_yellow_ratio, thresholds.investment_shortfall_red_ratio
        ),
        (
            'T11', 'schedule_performance_index', projects.schedule_performance_index, 'below',
            thresholds.index_yellow_lowest_ratio, thresholds.index_red_lowest_ratio
        ),
        (
            'T11', 'schedule_performance_index', projects.schedule_performance_index, 'above',
            thresholds.index_yellow_highest_ratio, thresholds.index_red_highest_ratio
        ),
        (
            'T12',
            'cost_performance_index',
            projects.cost_performance_index,
            'below',
            thresholds.index_yellow_lowest_ratio,
            thresholds.index_red_lowest_ratio
        ),
        (
            'T12', 'cost_performance_index', projects.cost_performance_index, 'above',
            thresholds.index_yellow_highest_ratio, thresholds.index_red_highest_ratio
        ),
        (
            'T13', 'overrun_ratio',
            (projects.actual_cost_amount - projects.earned_value_amount) / nullif(projects.earned_value_amount, 0),
            'above', thresholds.cost_overrun_yellow_ratio, thresholds.cost_overrun_red_ratio
        )
    ) as tests (rule_id, tested_figure, figure_value, comparison, yellow_threshold, red_threshold)
left join lateral (
    select max(failed.reason ->> 'level') as level
    from jsonb_array_elements(projects.light_reasons) as failed (reason)
    where failed.reason ->> 'rule' = tests.rule_id
) as reasons on true
where tests.yellow_threshold is not null or tests.red_threshold is not null
order by projects.project_code asc, length(tests.rule_id) asc, tests.rule_id asc, tests.comparison desc
