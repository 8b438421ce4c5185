-- The milestones that each project's dates follow from. One row per project and milestone that is closed.
select
    held.project_code,
    held.milestone_code,
    held.milestone_role,
    milestones.milestone_name,
    held.closed_date,
    projects.project_name
from int_milestones_held as held
cross join evaluation
inner join stg_plan_projects as projects on held.project_code = projects.project_code
inner join raw.plan_milestones as milestones
    on held.milestone_code = milestones.milestone_code and evaluation.plan_version = milestones.plan_version
where held.closed_date is not null
order by held.closed_date asc, held.milestone_code asc
