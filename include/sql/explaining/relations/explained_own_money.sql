-- What each utility has spent of its own money on each project. Yuan. One row per unit and project.
select
    lines.unit_code,
    projects.project_code,
    projects.project_name,
    projects.serial_number,
    count(*) as lines_count,
    sum(lines.paid_amount) as paid_amount
from int_spending_lines_in_force as lines
inner join stg_plan_projects as projects on lines.project_code = projects.project_code
where lines.unit_type = 'utility'
group by lines.unit_code, projects.project_code, projects.project_name, projects.serial_number
