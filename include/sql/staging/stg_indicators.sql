-- The evaluators' indicators in force: the version recorded last by the known-at moment, else the first ever recorded.
-- One row per indicator. Weights of 100 in all; a target of null is the plan's own figure.
-- Scope: whole programme.
with versions as (

    select recorded.*
    from raw.indicator_versions as recorded
    cross join evaluation
    order by
        recorded.recorded_at <= evaluation.known_at desc,
        case when recorded.recorded_at <= evaluation.known_at then recorded.recorded_at end desc,
        case when recorded.recorded_at <= evaluation.known_at then -recorded.indicator_version else 0 end asc,
        recorded.indicator_version asc
    limit 1

),

listed as (

    select
        versions.indicator_version,
        indicators.*
    from versions
    cross join
        lateral jsonb_to_recordset(versions.content -> 'indicators') as indicators (
            indicator_code text,
            level1 text,
            level2 text,
            level3 text,
            formula text,
            timing text,
            target_ratio numeric,
            weight numeric,
            direction text,
            over_cap_ratio numeric
        )

)

select * from listed
