-- The tests of the light's profile on money and indexes that a project fails, and the facts their sentences name.
-- One row per project and test failed. T7 paid beyond the policy's share of the work done, also where none is done; T7A
-- before the design was approved, T7P works before the construction permit; T10 what investment done lacks of the
-- elapsed share, as a share of it; T11 SPI, T12 CPI outside a band; T13 cost over what is earned. A boundary value
-- belongs to the milder side. An index is told to three decimals, cleared of the division's own error before, so that a
-- half is rounded up.
-- Scope: one project.
with tested as (

    select
        schedule.*,
        thresholds.*,
        policy.overpaid_ratio,
        early.first_unapproved_date,
        early.unapproved_amount,
        early.first_unpermitted_date,
        early.unpermitted_amount,
        schedule.finished_date is null as is_unfinished,
        1 - schedule.investment_done_amount / nullif(schedule.budget_amount, 0) / nullif(schedule.elapsed_ratio, 0)
            as shortfall_ratio,
        (schedule.actual_cost_amount - schedule.earned_value_amount) / nullif(schedule.earned_value_amount, 0)
            as overrun_ratio
    from int_project_schedule as schedule
    cross join int_light_thresholds as thresholds
    cross join int_policy_in_force as policy
    left join int_early_payments as early on schedule.project_code = early.project_code

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
                'T7',
                case
                    when
                        tested.asks_money
                        and tested.actual_cost_amount > tested.overpaid_ratio * tested.investment_done_amount
                        then 'red'
                end,
                jsonb_build_object('paid', tested.actual_cost_amount, 'work', tested.investment_done_amount)
            ),
            (
                'T7A',
                case when tested.asks_money and tested.unapproved_amount > 0 then 'red' end,
                jsonb_build_object('paid', tested.unapproved_amount, 'first', tested.first_unapproved_date)
            ),
            (
                'T7P',
                case when tested.asks_money and tested.unpermitted_amount > 0 then 'red' end,
                jsonb_build_object('paid', tested.unpermitted_amount, 'first', tested.first_unpermitted_date)
            ),
            (
                'T10',
                case
                    when not tested.is_unfinished then null
                    when tested.shortfall_ratio > tested.investment_shortfall_red_ratio then 'red'
                    when tested.shortfall_ratio > tested.investment_shortfall_yellow_ratio then 'yellow'
                end,
                jsonb_build_object('shortfall', tested.shortfall_ratio)
            ),
            (
                'T11',
                case
                    when
                        tested.schedule_performance_index < tested.index_red_lowest_ratio
                        or tested.schedule_performance_index > tested.index_red_highest_ratio
                        then 'red'
                    when
                        tested.schedule_performance_index < tested.index_yellow_lowest_ratio
                        or tested.schedule_performance_index > tested.index_yellow_highest_ratio
                        then 'yellow'
                end,
                jsonb_build_object('index', round(round(tested.schedule_performance_index, 9), 3))
            ),
            (
                'T12',
                case
                    when
                        tested.cost_performance_index < tested.index_red_lowest_ratio
                        or tested.cost_performance_index > tested.index_red_highest_ratio
                        then 'red'
                    when
                        tested.cost_performance_index < tested.index_yellow_lowest_ratio
                        or tested.cost_performance_index > tested.index_yellow_highest_ratio
                        then 'yellow'
                end,
                jsonb_build_object('index', round(round(tested.cost_performance_index, 9), 3))
            ),
            (
                'T13',
                case
                    when tested.overrun_ratio > tested.cost_overrun_red_ratio then 'red'
                    when tested.overrun_ratio >= tested.cost_overrun_yellow_ratio then 'yellow'
                end,
                jsonb_build_object('overrun', tested.overrun_ratio)
            )
        ) as tests (rule_id, level, facts)

)

select * from asked
where level is not null
