-- The thresholds of the policy version in force, typed. Shares of 1, days.
-- One row.
with policies as (

    select
        versions.content -> 'light' as light,
        versions.content -> 'limit' as limits,
        versions.content #>> '{verification,uses}' as verification_uses
    from raw.policy_versions as versions
    inner join evaluation on versions.policy_version = evaluation.policy_version

),

typed as (

    select
        policies.light ->> 'profile' as profile,
        coalesce(policies.verification_uses, 'reported') as progress_basis,
        (policies.light ->> 'progress_gap_yellow_ratio')::numeric as progress_gap_yellow_ratio,
        (policies.light ->> 'progress_gap_red_ratio')::numeric as progress_gap_red_ratio,
        (policies.light ->> 'schedule_variance_elapsed_ratio')::numeric as schedule_variance_elapsed_ratio,
        (policies.light ->> 'schedule_variance_yellow_days')::numeric as schedule_variance_yellow_days,
        (policies.light ->> 'schedule_variance_red_days')::numeric as schedule_variance_red_days,
        (policies.light ->> 'not_started_yellow_ratio')::numeric as not_started_yellow_ratio,
        (policies.light ->> 'not_started_red_ratio')::numeric as not_started_red_ratio,
        (policies.light ->> 'overdue_red_days')::integer as overdue_red_days,
        (policies.light ->> 'standstill_days')::integer as standstill_days,
        (policies.light ->> 'missing_cycles')::integer as missing_cycles
    from policies

)

select * from typed
