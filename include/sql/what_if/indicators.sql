-- The programme's scores under the indicators in force and under those tried, side by side, in the order of the latter.
-- One row per indicator of either; those that are in force alone come last.
with tried as (

    select
        scores.*,
        listed.place
    from evaluation_score as scores
    inner join raw.indicator_versions as versions on scores.indicator_version = versions.indicator_version
    cross join
        lateral jsonb_array_elements(versions.content -> 'indicators') with ordinality as listed (indicator, place)
    where
        scores.extent = 'programme'
        and listed.indicator ->> 'indicator_code' = scores.indicator_code

),

in_force as (

    select scores.*
    from evaluation_score_in_force as scores
    where scores.extent = 'programme'

)

select
    in_force.weight as in_force_weight,
    in_force.score as in_force_score,
    in_force.state as in_force_state,
    tried.weight as tried_weight,
    tried.score as tried_score,
    tried.state as tried_state,
    tried.score - in_force.score as change_score,
    coalesce(tried.indicator_code, in_force.indicator_code) as indicator_code,
    coalesce(tried.level3, in_force.level3) as indicator_name
from tried
full join in_force on tried.indicator_code = in_force.indicator_code
order by tried.place asc nulls last, in_force.indicator_code asc
