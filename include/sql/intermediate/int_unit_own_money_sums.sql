-- What each utility has spent of its own money on the projects of the plan. Yuan, cumulative.
-- One row per utility of which any spending line stands. Public funds and payments to contractors are other series.
-- Scope: sums over projects.
select
    lines.unit_code,
    count(distinct lines.project_code) as operators_own_projects_count,
    sum(lines.paid_amount) as operators_own_amount
from int_spending_lines_in_force as lines
inner join stg_plan_projects as projects on lines.project_code = projects.project_code
where lines.unit_type = 'utility'
group by lines.unit_code
