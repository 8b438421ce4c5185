-- The share of each project that upper-level subsidy bears, and the base that this share is of. Yuan, share of 1.
-- One row per project. Ratio = min(1, upper-level money allocated (下达) to the project ÷ base); the base is the first of
-- the policy's list that is known: final account, approved estimate, plan investment, or fiscal money alone.
-- Upper-level is everything above the county. Money granted to the programme without a project is shared by plan
-- investment only where the policy says so. No report of upper-level money is not 0, nor is a lot of it of which the
-- allocated money is left blank: the sum is known where it is of each lot. Source: 四（三）二.
-- Scope: one project.
with allocated as (

    select
        lines.project_code,
        sum(lines.allocated_amount) filter (where sources.is_upper_level) as upper_amount,
        count(*) filter (where sources.is_upper_level and lines.allocated_amount is null) as unknown_upper_count,
        case
            when bool_and(lines.allocated_amount is not null) filter (where sources.is_public_money)
                then sum(lines.allocated_amount) filter (where sources.is_public_money)
        end as fiscal_amount
    from int_spending_lines_in_force as lines
    cross join evaluation
    inner join raw.plan_funding_sources as sources
        on lines.source_code = sources.source_code and evaluation.plan_version = sources.plan_version
    where lines.unit_type = 'finance_bureau'
    group by lines.project_code

),

unsplit as (

    select sum(lots.planned_amount) as unsplit_amount
    from stg_fund_lots as lots
    cross join evaluation
    cross join int_policy_in_force as policy
    inner join raw.plan_funding_sources as sources
        on lots.source_code = sources.source_code and evaluation.plan_version = sources.plan_version
    where
        lots.project_code is null
        and sources.is_upper_level
        and lots.lot_year <= extract(year from evaluation.as_of_date)
        and policy.allocates_unsplit_upper_money

),

planned as (

    select sum(projects.planned_investment_amount) as investment_amount
    from raw.plan_projects as projects
    inner join evaluation on projects.plan_version = evaluation.plan_version

),

joined as (

    select
        budgets.*,
        allocated.fiscal_amount,
        case
            when allocated.unknown_upper_count > 0 then null
            when allocated.upper_amount is not null or unsplit.unsplit_amount is not null
                then
                    coalesce(allocated.upper_amount, 0)
                    + coalesce(unsplit.unsplit_amount, 0)
                    * budgets.plan_investment_amount / nullif(planned.investment_amount, 0)
        end as upper_amount
    from int_project_budget as budgets
    cross join unsplit
    cross join planned
    left join allocated on budgets.project_code = allocated.project_code

),

bases as (

    select
        listed.base_name,
        listed.place
    from int_policy_in_force as policy
    cross join jsonb_array_elements_text(policy.subsidy_bases) with ordinality as listed (base_name, place)

),

known as (

    select
        joined.project_code,
        bases.base_name,
        bases.place,
        case bases.base_name
            when 'final_account' then joined.final_account_amount
            when 'approved_estimate' then joined.approved_estimate_amount
            when 'plan_investment' then joined.plan_investment_amount
            when 'fiscal_money' then joined.fiscal_amount
        end as base_amount
    from joined
    cross join bases

),

based as (

    select distinct on (joined.project_code)
        joined.project_code,
        joined.upper_amount,
        known.base_name,
        known.base_amount,
        case when joined.upper_amount > known.base_amount then known.base_amount else joined.upper_amount end
            as upper_within_base_amount
    from joined
    left join known on joined.project_code = known.project_code and known.base_amount > 0
    order by joined.project_code asc, known.place asc

)

select * from based
