-- The year's budget of every project that is evaluated, and of the programme, by source with its sum first.
-- One row per project (ALL for the programme) and source, and one without a source for their sum. Yuan, shares of 1.
-- Beside them, how many of the projects evaluated have a budget.
with evaluated as (

    select totals.project_code
    from marts.evaluation_total as totals
    where totals.as_of_date = :as_of_date and totals.extent = 'project'

),

summed as (

    select
        coalesce(budgets.project_code, 'ALL') as project_code,
        budgets.source_code,
        budgets.source_name,
        sum(budgets.initial_budget_amount) as initial_budget_amount,
        sum(budgets.adjusted_budget_amount) as adjusted_budget_amount,
        sum(budgets.executed_amount) as executed_amount,
        sum(budgets.carried_over_amount) as carried_over_amount,
        count(distinct budgets.project_code) as budgeted_projects_count
    from marts.funding_use as budgets
    inner join evaluated on budgets.project_code = evaluated.project_code
    where budgets.as_of_date = :as_of_date and budgets.adjusted_budget_amount is not null
    group by
        grouping sets (
            (budgets.project_code, budgets.source_code, budgets.source_name),
            (budgets.project_code),
            (budgets.source_code, budgets.source_name),
            ()
        )

)

select
    summed.*,
    (select count(*) from evaluated) as projects_count,
    summed.executed_amount / nullif(summed.adjusted_budget_amount, 0) as execution_ratio
from summed
order by summed.project_code asc, summed.source_code asc nulls first
