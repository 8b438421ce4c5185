-- The year's budgets after adjustment and what of them is executed, summed over the projects. Yuan.
-- One row; none where no project has a budget.
-- Scope: sums over projects.
select
    sum(lines.executed_amount) as executed_amount,
    sum(lines.adjusted_budget_amount) as adjusted_budget_amount
from int_budgets_in_force as lines
inner join stg_plan_projects as projects on lines.project_code = projects.project_code
having count(*) > 0
