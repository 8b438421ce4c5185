-- The projects that each unit spoke of in answer to each owed cut-off.
-- One row per unit, form, cut-off date and project.
select
    reported.unit_code,
    reported.form,
    reported.cutoff_date,
    reported.project_code,
    projects.project_name,
    reported.first_received_at
from int_reported_cutoffs as reported
inner join stg_plan_projects as projects on reported.project_code = projects.project_code
order by projects.serial_number asc
