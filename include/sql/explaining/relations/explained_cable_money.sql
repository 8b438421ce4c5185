-- The money of which the subsidy's ratio is made: each project's lots, by whether they are upper-level and public; and
-- its part of upper-level lots without a community, where the policy shares them by plan investment. Yuan.
-- One row per project and lot, and per project for the shared part.
select
    ledger.project_code,
    ledger.project_name,
    ledger.source_code,
    ledger.source_name,
    ledger.document_number,
    ledger.series,
    ledger.allocated_amount,
    sources.is_upper_level,
    sources.is_public_money
from /* schema */.fund_ledger as ledger
inner join evaluation on ledger.as_of_date = evaluation.as_of_date
inner join raw.plan_funding_sources as sources
    on ledger.source_code = sources.source_code and evaluation.plan_version = sources.plan_version
where ledger.series = 'public_funds'
union all
select
    bases.project_code,
    projects.project_name,
    null as source_code,
    'unsplit_upper_money' as source_name,
    null as document_number,
    'public_funds' as series,
    round(bases.upper_amount, 2) - coalesce(sum(ledger.allocated_amount), 0) as allocated_amount,
    true as is_upper_level,
    false as is_public_money
from int_cable_bases as bases
cross join evaluation
cross join int_policy_in_force as policy
inner join stg_plan_projects as projects on bases.project_code = projects.project_code
inner join raw.plan_funding_sources as sources
    on evaluation.plan_version = sources.plan_version and sources.is_upper_level
left join /* schema */.fund_ledger as ledger
    on
        evaluation.as_of_date = ledger.as_of_date
        and bases.project_code = ledger.project_code
        and sources.source_code = ledger.source_code
        and ledger.series = 'public_funds'
where policy.allocates_unsplit_upper_money and bases.upper_amount is not null
group by bases.project_code, projects.project_name, bases.upper_amount
