-- Who builds each project: implementing companies whose duty it is to report works that the project's menu has; where
-- the plan names one for the project, that one alone. One row per project and unit; strictly per project, from the
-- plan alone. Source: 四（二）11.
-- Scope: one project.
select distinct
    projects.project_code,
    duties.unit_code
from stg_plan_projects as projects
cross join evaluation
inner join raw.plan_duties as duties on evaluation.plan_version = duties.plan_version and duties.form = 'progress'
inner join raw.plan_units as units
    on
        duties.plan_version = units.plan_version
        and duties.unit_code = units.unit_code
        and units.unit_type = 'implementing_company'
left join stg_plan_project_items as items
    on
        projects.project_code = items.project_code
        and duties.item_code = items.item_code
where
    (duties.item_code is null or items.item_code is not null)
    and coalesce(projects.implementing_unit_code, duties.unit_code) = duties.unit_code
