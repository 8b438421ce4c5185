-- Every test that the light's profile asks of a project: the figure, the policy's thresholds, and what came of it.
-- One row per project and test. A threshold that the profile leaves out is null. Level: red, yellow or grey where the
-- test fails; not_applicable where the test does not speak of the project, unknown where its figure is not known, each
-- with its reason; else green. T7 also fails where money was paid and no work is done, so there it has no figure.
with approvals as (

    select distinct held.project_code from int_milestones_held as held

),

vouchers as (

    select distinct payments.project_code from int_payments_in_force as payments

),

stands as (

    select
        projects.*,
        reporting.missing_cycles_count,
        early.unapproved_amount,
        early.unpermitted_amount,
        policy.overpaid_ratio,
        projects.finished_date is not null as is_finished,
        coalesce(projects.started_basis, '') = 'milestone' as is_start_reported,
        approvals.project_code is not null as has_approvals,
        vouchers.project_code is not null as has_vouchers
    from /* schema */.project_performance as projects
    inner join evaluation on projects.as_of_date = evaluation.as_of_date
    cross join int_policy_in_force as policy
    left join int_project_reporting as reporting on projects.project_code = reporting.project_code
    left join int_early_payments as early on projects.project_code = early.project_code
    left join approvals on projects.project_code = approvals.project_code
    left join vouchers on projects.project_code = vouchers.project_code

),

reasoned as (

    select
        stands.*,
        case when stands.is_finished then 'works_finished' end as finished_reason,
        case
            when stands.is_finished then 'works_finished'
            when stands.is_start_reported or stands.physical_progress_ratio > 0 then 'works_begun'
        end as begun_reason,
        case
            when not stands.has_approvals then 'no_approval_reported'
            when not stands.has_vouchers then 'no_voucher_reported'
        end as voucher_reason
    from stands

),

tested as (

    select
        projects.project_code,
        projects.light_reasons,
        tests.*
    from reasoned as projects
    cross join int_light_thresholds as thresholds
    cross join
        lateral (
            values
            (
                'T1', 'progress_gap_ratio', projects.progress_gap_ratio, 'below', thresholds.progress_gap_yellow_ratio,
                thresholds.progress_gap_red_ratio, null::numeric,
                projects.finished_reason, projects.physical_progress_reason
            ),
            (
                'T2', 'schedule_variance_days', projects.schedule_variance_days, 'below',
                thresholds.schedule_variance_yellow_days, thresholds.schedule_variance_red_days, null,
                case
                    when projects.is_finished then 'works_finished'
                    when projects.elapsed_ratio < thresholds.schedule_variance_elapsed_ratio then 'window_just_begun'
                end,
                projects.physical_progress_reason
            ),
            (
                'T3', 'elapsed_ratio',
                case when projects.physical_progress_ratio is not null then projects.elapsed_ratio end, 'above',
                thresholds.not_started_yellow_ratio, thresholds.not_started_red_ratio, null,
                projects.begun_reason, projects.physical_progress_reason
            ),
            (
                'T4', 'overdue_days', (projects.as_of_date - projects.window_end_date)::numeric, 'above',
                case when thresholds.overdue_red_days is not null then 0 end, thresholds.overdue_red_days::numeric,
                null, projects.finished_reason, null
            ),
            (
                'T5', 'four_week_change_ratio', projects.four_week_change_ratio, 'below',
                case when thresholds.asks_standstill then 0 end, null, null,
                case
                    when projects.is_finished then 'works_finished'
                    when projects.physical_progress_ratio = 0 and not projects.is_start_reported
                        then 'works_not_begun'
                end,
                coalesce(projects.physical_progress_reason, 'no_news_in_four_weeks')
            ),
            (
                'T6', 'missing_cycles_count', projects.missing_cycles_count::numeric, 'grey', null, null,
                thresholds.missing_cycles::numeric,
                case
                    when projects.is_finished then 'works_finished'
                    when projects.as_of_date < projects.window_start_date then 'before_planned_start'
                    when projects.missing_cycles_count is null then 'nothing_owed'
                end,
                null
            ),
            (
                'T7', 'paid_to_work_ratio', projects.paid_to_work_ratio, 'above', null,
                case when thresholds.asks_money then projects.overpaid_ratio end, null,
                null, projects.paid_to_work_reason
            ),
            (
                'T7A', 'unapproved_amount',
                case when projects.voucher_reason is null then coalesce(projects.unapproved_amount, 0) end, 'above',
                null, case when thresholds.asks_money then 0 end, null,
                null, projects.voucher_reason
            ),
            (
                'T7P', 'unpermitted_amount',
                case when projects.voucher_reason is null then coalesce(projects.unpermitted_amount, 0) end, 'above',
                null, case when thresholds.asks_money then 0 end, null,
                null, projects.voucher_reason
            ),
            (
                'T9', 'started_days',
                case
                    when projects.physical_progress_ratio is not null
                        then (projects.as_of_date - projects.window_start_date)::numeric
                end,
                'above', thresholds.start_overdue_yellow_days, thresholds.start_overdue_red_days, null,
                projects.begun_reason, projects.physical_progress_reason
            ),
            (
                'T10', 'shortfall_ratio', 1 - projects.investment_ratio / nullif(projects.elapsed_ratio, 0), 'above',
                thresholds.investment_shortfall_yellow_ratio, thresholds.investment_shortfall_red_ratio, null,
                case
                    when projects.is_finished then 'works_finished'
                    when projects.elapsed_ratio = 0 then 'before_planned_start'
                end,
                'no_work_reported'
            ),
            (
                'T11', 'schedule_performance_index', projects.schedule_performance_index, 'below',
                thresholds.index_yellow_lowest_ratio, thresholds.index_red_lowest_ratio, null,
                null, projects.schedule_performance_reason
            ),
            (
                'T11', 'schedule_performance_index', projects.schedule_performance_index, 'above',
                thresholds.index_yellow_highest_ratio, thresholds.index_red_highest_ratio, null,
                null, projects.schedule_performance_reason
            ),
            (
                'T12', 'cost_performance_index', projects.cost_performance_index, 'below',
                thresholds.index_yellow_lowest_ratio, thresholds.index_red_lowest_ratio, null,
                null, projects.cost_performance_reason
            ),
            (
                'T12', 'cost_performance_index', projects.cost_performance_index, 'above',
                thresholds.index_yellow_highest_ratio, thresholds.index_red_highest_ratio, null,
                null, projects.cost_performance_reason
            ),
            (
                'T13', 'overrun_ratio',
                (projects.actual_cost_amount - projects.earned_value_amount)
                / nullif(projects.earned_value_amount, 0),
                'above', thresholds.cost_overrun_yellow_ratio, thresholds.cost_overrun_red_ratio, null,
                null,
                case
                    when projects.actual_cost_amount is null then 'no_payment_reported'
                    when projects.earned_value_amount = 0 then 'nothing_earned'
                    else projects.physical_progress_reason
                end
            )
        )
            as tests (
                rule_id, tested_figure, figure_value, comparison, yellow_threshold, red_threshold, grey_threshold,
                inapplicable_reason, unknown_reason
            )
    where coalesce(tests.yellow_threshold, tests.red_threshold, tests.grey_threshold) is not null

),

judged as (

    select
        tested.*,
        case
            when
                tested.comparison = 'below'
                and tested.figure_value > coalesce(tested.yellow_threshold, tested.red_threshold)
                then null
            when
                tested.comparison = 'above'
                and tested.figure_value < coalesce(tested.yellow_threshold, tested.red_threshold)
                then null
            else (
                select max(failed.reason ->> 'level')
                from jsonb_array_elements(tested.light_reasons) as failed (reason)
                where failed.reason ->> 'rule' = tested.rule_id
            )
        end as failed_level
    from tested

)

select
    judged.project_code,
    judged.rule_id,
    judged.tested_figure,
    judged.figure_value,
    judged.comparison,
    judged.yellow_threshold,
    judged.red_threshold,
    judged.grey_threshold,
    case
        when judged.failed_level is not null then judged.failed_level
        when judged.inapplicable_reason is not null then 'not_applicable'
        when judged.figure_value is null then 'unknown'
        else 'green'
    end as level,
    case
        when judged.failed_level is not null then null
        when judged.inapplicable_reason is not null then judged.inapplicable_reason
        when judged.figure_value is null then judged.unknown_reason
    end as reason
from judged
order by judged.project_code asc, length(judged.rule_id) asc, judged.rule_id asc, judged.comparison desc
