-- The grades of the policy's scheme, as half-open intervals of the score: from, included, and below, null for the best.
-- One row per grade. Taken from the version of the evaluators' indicators in force.
-- Scope: whole programme.
with versions as (

    select distinct stg_indicators.indicator_version
    from stg_indicators

),

policies as (

    select recorded.content #>> '{evaluation,grade_scheme}' as scheme_name
    from raw.policy_versions as recorded
    inner join evaluation on recorded.policy_version = evaluation.policy_version

),

listed as (

    select grades.*
    from raw.indicator_versions as recorded
    inner join versions on recorded.indicator_version = versions.indicator_version
    cross join
        lateral jsonb_to_recordset(recorded.content -> 'grade_schemes') as grades (
            scheme_name text,
            grade text,
            from_score numeric,
            below_score numeric
        )
    inner join policies on grades.scheme_name = policies.scheme_name

)

select * from listed
