-- Money by project, by source and of the whole programme on the as-of date, from sums. Yuan, cumulative.
-- One row per scope (project, source, programme), project, source, series and as-of date; `all` where summed over.
-- Series are never added. Rates stand in int_funding_rates.
-- Scope: one project.
with described as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version,
        rates.*
    from int_funding_rates as rates
    cross join evaluation
    where rates.scope <> 'project_source'

)

select * from described
