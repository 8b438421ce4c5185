-- Every cut-off that who builds a project owes for it, by the unit's name. One row per project, unit and cut-off date.
select
    owed.*,
    'progress' as form,
    units.unit_name
from int_owed_reports as owed
cross join evaluation
inner join raw.plan_units as units
    on owed.unit_code = units.unit_code and evaluation.plan_version = units.plan_version
order by owed.cutoff_date asc, units.unit_name asc
