-- How many owed returns came, and how many did not.
-- One row per sentence.
with counted as (

    select
        count(*) filter (where reporting.status <> 'not_due') as due_count,
        count(*) filter (where reporting.received_date is not null) as received_count,
        count(*) filter (where reporting.status in ('within_grace', 'late')) as late_count,
        count(*) filter (where reporting.status = 'missing') as missing_count,
        count(distinct reporting.unit_code) filter (where reporting.status = 'missing') as missing_units_count
    from /* schema */.unit_reporting as reporting
    inner join pg_temp.evaluation as evaluation on reporting.as_of_date = evaluation.as_of_date

),

missing_units as (

    select
        reporting.unit_code,
        max(reporting.unit_name) as unit_name
    from /* schema */.unit_reporting as reporting
    inner join pg_temp.evaluation as evaluation on reporting.as_of_date = evaluation.as_of_date
    where reporting.status = 'missing'
    group by reporting.unit_code

),

named as (

    select array_agg(missing_units.unit_name order by missing_units.unit_code) as unit_names
    from missing_units

)

select
    counted.*,
    named.unit_names,
    case
        when counted.due_count = 0 then 'nothing_due'
        when counted.missing_count > 0 then 'missing'
        else 'complete'
    end as sentence
from counted
cross join named
