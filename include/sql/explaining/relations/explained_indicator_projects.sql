-- What each project adds to an indicator of the programme. One row per indicator and project.
select
    'programme' as extent,
    cases.indicator_code,
    cases.formula,
    projects.project_code,
    projects.project_name,
    projects.serial_number,
    cases.is_applicable,
    cases.reason,
    cases.part_quantity,
    cases.whole_quantity
from int_indicator_cases as cases
inner join stg_plan_projects as projects on cases.project_code = projects.project_code
