-- How often each reason was filed for so little of the year's budget being executed.
-- One row per reason, in its filer's words; null: none was given.
-- Scope: sums over projects.
select
    lines.deviation_reason,
    count(*) as filed_count
from int_budgets_in_force as lines
inner join stg_plan_projects as projects on lines.project_code = projects.project_code
where lines.is_execution_low
group by lines.deviation_reason
