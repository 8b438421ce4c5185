-- The policy version in force on money, cables, estimates and satisfaction, typed. Shares of 1, whole years, counts.
-- One row. An older policy that says nothing of a matter leaves it null, and then nothing is held against it.
-- Scope: whole programme.
with policies as (

    select versions.content
    from raw.policy_versions as versions
    inner join evaluation on versions.policy_version = evaluation.policy_version

),

typed as (

    select
        (policies.content #>> '{funding,carry_warning_age_years}')::integer as carry_warning_age_years,
        (policies.content #>> '{funding,carry_return_age_years}')::integer as carry_return_age_years,
        (policies.content #>> '{payment,overpaid_ratio}')::numeric as overpaid_ratio,
        (policies.content #>> '{payment,underpaid_ratio}')::numeric as underpaid_ratio,
        (policies.content #>> '{payment,underpaid_from_signed_date}')::date as underpaid_from_signed_date,
        policies.content #> '{cable,subsidy_bases}' as subsidy_bases,
        coalesce(policies.content #> '{cable,excluded_operator_codes}', '[]'::jsonb) as excluded_operator_codes,
        coalesce((policies.content #>> '{cable,allocates_unsplit_upper_money}')::boolean, false)
            as allocates_unsplit_upper_money,
        (policies.content #>> '{estimate,over_plan_ratio}')::numeric as over_plan_ratio,
        (policies.content #>> '{satisfaction,least_answers_count}')::integer as least_answers_count,
        (policies.content #>> '{limit,execution_reason_ratio}')::numeric as execution_reason_ratio
    from policies

)

select * from typed
