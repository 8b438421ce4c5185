-- The projects of each extent (ALL: the programme; a unit: what it builds) with their published figures.
-- One row per extent and project.
select
    extents.extent_code,
    projects.*
from int_project_extents as extents
cross join evaluation
inner join /* schema */.project_performance as projects
    on extents.project_code = projects.project_code and evaluation.as_of_date = projects.as_of_date
