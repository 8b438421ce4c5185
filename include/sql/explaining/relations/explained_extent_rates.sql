-- What each project adds to each rate of an extent. Communities, households, buildings, m².
-- One row per extent, rate, measure, base and project. All communities of an extent are a base with two names:
-- programme, and of a unit assigned.
select
    extents.extent_code,
    cases.rate,
    cases.measure,
    case
        when cases.base = 'programme' and extents.extent_code <> 'ALL' then 'assigned'
        else cases.base
    end as base,
    projects.project_code,
    projects.serial_number,
    projects.project_name,
    cases.planned_quantity,
    cases.met_quantity,
    cases.is_counted,
    cases.is_known,
    case cases.rate
        when 'start' then 'started_date'
        when 'accept' then 'accepted_date'
        when 'quantity' then 'physical_progress_ratio'
        else 'finished_date'
    end as further_column
from int_rate_cases as cases
inner join int_project_extents as extents on cases.project_code = extents.project_code
inner join stg_plan_projects as projects on cases.project_code = projects.project_code
