-- The cables of each operator by project, with what its subsidy comes to. One row per unit and project.
select
    subsidies.operator_code as unit_code,
    subsidies.*
from cable_subsidy as subsidies
order by subsidies.project_code asc
