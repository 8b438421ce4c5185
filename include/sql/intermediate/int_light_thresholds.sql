-- The thresholds of the policy's light profile, typed. Shares of 1, indexes, days; null where the profile asks nothing.
-- One row. An older policy kept the thresholds of its one profile beside the profile's name.
-- Scope: whole programme.
with policies as (

    select
        versions.content -> 'light' as light,
        versions.content #>> '{verification,uses}' as verification_uses,
        versions.content #>> '{completeness,valid_return_days}' as valid_return_days,
        case
            when versions.content ? 'profiles'
                then versions.content -> 'profiles' -> (versions.content #>> '{light,profile}')
            else versions.content -> 'light' || '{"asks_standstill": true, "asks_money": true}'::jsonb
        end as profile
    from raw.policy_versions as versions
    inner join evaluation on versions.policy_version = evaluation.policy_version

),

typed as (

    select
        policies.light ->> 'profile' as profile,
        coalesce(policies.verification_uses, 'reported') as progress_basis,
        (policies.light ->> 'standstill_days')::integer as standstill_days,
        (policies.light ->> 'missing_cycles')::integer as missing_cycles,
        policies.valid_return_days::integer as valid_return_days,
        (policies.profile ->> 'progress_gap_yellow_ratio')::numeric as progress_gap_yellow_ratio,
        (policies.profile ->> 'progress_gap_red_ratio')::numeric as progress_gap_red_ratio,
        (policies.profile ->> 'schedule_variance_elapsed_ratio')::numeric as schedule_variance_elapsed_ratio,
        (policies.profile ->> 'schedule_variance_yellow_days')::numeric as schedule_variance_yellow_days,
        (policies.profile ->> 'schedule_variance_red_days')::numeric as schedule_variance_red_days,
        (policies.profile ->> 'not_started_yellow_ratio')::numeric as not_started_yellow_ratio,
        (policies.profile ->> 'not_started_red_ratio')::numeric as not_started_red_ratio,
        (policies.profile ->> 'overdue_red_days')::integer as overdue_red_days,
        (policies.profile ->> 'start_overdue_yellow_days')::integer as start_overdue_yellow_days,
        (policies.profile ->> 'start_overdue_red_days')::integer as start_overdue_red_days,
        (policies.profile ->> 'investment_shortfall_yellow_ratio')::numeric as investment_shortfall_yellow_ratio,
        (policies.profile ->> 'investment_shortfall_red_ratio')::numeric as investment_shortfall_red_ratio,
        (policies.profile ->> 'index_yellow_lowest_ratio')::numeric as index_yellow_lowest_ratio,
        (policies.profile ->> 'index_yellow_highest_ratio')::numeric as index_yellow_highest_ratio,
        (policies.profile ->> 'index_red_lowest_ratio')::numeric as index_red_lowest_ratio,
        (policies.profile ->> 'index_red_highest_ratio')::numeric as index_red_highest_ratio,
        (policies.profile ->> 'cost_overrun_yellow_ratio')::numeric as cost_overrun_yellow_ratio,
        (policies.profile ->> 'cost_overrun_red_ratio')::numeric as cost_overrun_red_ratio,
        coalesce((policies.profile ->> 'asks_standstill')::boolean, false) as asks_standstill,
        coalesce((policies.profile ->> 'asks_money')::boolean, false) as asks_money
    from policies

)

select * from typed
