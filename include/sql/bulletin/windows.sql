-- Projects that should start or be finished in the days after.
-- One row per sentence.
with projects as (

    select
        performance.project_name,
        performance.serial_number,
        dates.sentence,
        dates.day
    from /* schema */.project_performance as performance
    inner join pg_temp.evaluation as evaluation on performance.as_of_date = evaluation.as_of_date
    cross join
        lateral (
            values ('start', performance.window_start_date), ('finish', performance.window_end_date)
        ) as dates (sentence, day)
    where
        dates.day > evaluation.as_of_date
        and dates.day <= cast(:ahead_date as date)
        and performance.finished_date is null

)

select
    projects.sentence,
    projects.day,
    array_agg(projects.project_name order by projects.serial_number) as project_names
from projects
group by projects.sentence, projects.day
order by projects.day, projects.sentence
