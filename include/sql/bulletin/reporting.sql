-- How many owed returns came, and how many did not.
-- One row per sentence.
with counted as (

    select
        count(*) filter (where reporting.status <> 'not_due') as due_count,
        count(*) filter (where reporting.received_date is not null) as received_count,
        count(*) filter (where reporting.status in ('within_grace', 'late')) as late_count,
        count(*) filter (where reporting.status = 'missing') as missing_count,
        count(distinct reporting.unit_code) filter (where reporting.status = 'missing') as missing_units_count,
        array_agg(distinct reporting.unit_name order by reporting.unit_name)
            filter (where reporting.status = 'missing') as unit_names
    from /* schema */.unit_reporting as reporting
    inner join pg_temp.evaluation as evaluation on reporting.as_of_date = evaluation.as_of_date

)

select
    counted.*,
    case
        when counted.due_count = 0 then 'nothing_due'
        when counted.missing_count > 0 then 'missing'
        else 'complete'
    end as sentence
from counted
