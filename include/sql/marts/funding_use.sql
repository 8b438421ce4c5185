-- Money by project and source on the as-of date: budgeted, allocated, arrived, paid, left. Yuan, cumulative.
-- One row per project, funding source, series and as-of date. Series are never added: public_funds is what the
-- finance bureau reports; operators_own is what utilities spend of their own. Rates stand in int_funding_rates.
-- Scope: one project.
with described as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version,
        rates.*,
        projects.project_name,
        sources.source_name,
        case when budgets.project_code is not null then budgets.deviation_reason is not null end
            as is_deviation_explained
    from int_funding_rates as rates
    cross join evaluation
    inner join stg_plan_projects as projects on rates.project_code = projects.project_code
    inner join raw.plan_funding_sources as sources
        on
            rates.source_code = sources.source_code
            and evaluation.plan_version = sources.plan_version
    left join int_budgets_in_force as budgets
        on
            rates.series = 'public_funds'
            and rates.project_code = budgets.project_code
            and rates.source_code = budgets.source_code
    where rates.scope = 'project_source'

)

select * from described
