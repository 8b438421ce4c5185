-- From which plan version to which the programme has gone, up to the as-of date and as known at the moment.
-- One row per step, by effective dates; of versions from one day, the one recorded later replaces the other.
-- Scope: whole programme.
with versions as (

    select plans.*
    from raw.plan_versions as plans
    inner join evaluation
        on
            plans.effective_date <= evaluation.as_of_date
            and plans.recorded_at <= evaluation.known_at

),

followed as (

    select
        lag(versions.plan_version) over by_effect as old_plan_version,
        lag(versions.effective_date) over by_effect as old_effective_date,
        versions.plan_version as new_plan_version,
        versions.effective_date as new_effective_date,
        versions.recorded_at as new_recorded_at,
        versions.document_title as new_document_title
    from versions
    window by_effect as (order by versions.effective_date, versions.plan_version)

)

select * from followed
where old_plan_version is not null
