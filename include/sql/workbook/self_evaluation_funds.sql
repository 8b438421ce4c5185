-- The year's money of every project that is evaluated, and of the programme, in the rows of the official form:
-- 年度资金总额, and of it 本年财政拨款, 上年结转资金, 其他资金. 项目支出绩效自评表, 财预〔2020〕10号.
-- One row per project (ALL for the programme) and kind of money, the sum first. Yuan, shares of 1. Other money is not
-- public; the appropriation is public money less what was carried over. Where a budget with carried-over money does not
-- say how much of it was executed, the execution of these two is not known apart. Beside them, how many of the projects
-- evaluated have a budget.
with evaluated as (

    select totals.project_code
    from marts.evaluation_total as totals
    where totals.as_of_date = :as_of_date and totals.extent = 'project'

),

budgets as (

    select
        funds.*,
        sources.is_public_money,
        coalesce(funds.carried_over_amount, 0) as carried_amount,
        case
            when coalesce(funds.carried_over_amount, 0) = 0 then 0
            else funds.carried_over_executed_amount
        end as carried_executed_amount
    from marts.funding_use as funds
    inner join evaluated on funds.project_code = evaluated.project_code
    inner join raw.plan_funding_sources as sources
        on funds.source_code = sources.source_code and funds.plan_version = sources.plan_version
    where funds.as_of_date = :as_of_date and funds.adjusted_budget_amount is not null

),

summed as (

    select
        coalesce(budgets.project_code, 'ALL') as project_code,
        parts.place,
        parts.kind,
        sum(parts.initial_amount) as initial_budget_amount,
        sum(parts.adjusted_amount) as adjusted_budget_amount,
        case when bool_and(parts.executed_amount is not null) then sum(parts.executed_amount) end as executed_amount,
        count(distinct budgets.project_code) as budgeted_projects_count
    from budgets
    cross join
        lateral (
            values
            (1, 'total', true, budgets.initial_budget_amount, budgets.adjusted_budget_amount, budgets.executed_amount),
            (
                2, 'appropriation', budgets.is_public_money, budgets.initial_budget_amount,
                budgets.adjusted_budget_amount - budgets.carried_amount,
                budgets.executed_amount - budgets.carried_executed_amount
            ),
            (3, 'carried_over', budgets.is_public_money, null, budgets.carried_amount, budgets.carried_executed_amount),
            (
                4, 'other', not budgets.is_public_money, budgets.initial_budget_amount,
                budgets.adjusted_budget_amount, budgets.executed_amount
            )
        ) as parts (place, kind, is_of_it, initial_amount, adjusted_amount, executed_amount)
    where parts.is_of_it
    group by grouping sets ((budgets.project_code, parts.place, parts.kind), (parts.place, parts.kind))

)

select
    summed.*,
    (select count(*) from evaluated) as projects_count,
    summed.executed_amount / nullif(summed.adjusted_budget_amount, 0) as execution_ratio
from summed
order by summed.project_code asc, summed.place asc
