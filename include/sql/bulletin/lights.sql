-- How many projects have which light, and which; how many had it the week before. Not begun is not unreported.
-- One row per light.
with projects as (

    select
        performance.serial_number,
        performance.project_name,
        previous.light_shown as previous_light,
        case
            when performance.light_reasons @> '[{"rule": "T0"}]' then 'not_due'
            else performance.light
        end as light_shown
    from /* schema */.project_performance as performance
    inner join pg_temp.evaluation as evaluation on performance.as_of_date = evaluation.as_of_date
    left join pg_temp.bulletin_previous as previous on performance.project_code = previous.project_code

)

select
    lights.light,
    count(*) filter (where projects.light_shown = lights.light) as projects_count,
    count(*) filter (where projects.previous_light = lights.light) as previous_count,
    array_agg(projects.project_name order by projects.serial_number)
    filter (where projects.light_shown = lights.light) as project_names
from (values (1, 'red'), (2, 'yellow'), (3, 'green'), (4, 'grey'), (5, 'not_due')) as lights (place, light)
cross join projects
group by lights.place, lights.light
order by lights.place
