-- What residents said, of each community that was surveyed, and of the programme last.
-- One row per community with a survey or answers, and the programme's.
select
    residents.*,
    case when residents.extent = 'programme' then 'programme' end as sum_of,
    case when residents.extent = 'project' then residents.project_name end as community_name,
    residents.answering_projects_count || '/' || residents.projects_count as coverage
from marts.resident_satisfaction as residents
left join marts.project_performance as performance
    on residents.as_of_date = performance.as_of_date and residents.project_code = performance.project_code
where
    residents.as_of_date = :as_of_date
    and (
        residents.extent = 'programme'
        or residents.survey_date is not null
        or residents.answers_date is not null
    )
order by residents.extent = 'programme' asc, performance.serial_number asc
