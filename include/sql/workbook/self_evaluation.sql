-- 绩效自评 of the published day, indicator by indicator in the order of the indicators' table; the programme first. Beside
-- satisfaction, how many answered.
-- One row per extent, project and indicator.
select
    scores.*,
    units.unit_name as assessed_by_name,
    residents.valid_answers_count,
    residents.answering_projects_count,
    residents.projects_count
from marts.evaluation_score as scores
inner join raw.indicator_versions as versions on scores.indicator_version = versions.indicator_version
cross join
    lateral jsonb_array_elements(versions.content -> 'indicators') with ordinality as listed (indicator, place)
left join marts.resident_satisfaction as residents
    on
        scores.as_of_date = residents.as_of_date
        and scores.project_code = residents.project_code
        and scores.formula = 'satisfaction'
left join raw.plan_units as units
    on scores.assessed_by = units.unit_code and scores.plan_version = units.plan_version
where
    scores.as_of_date = :as_of_date
    and listed.indicator ->> 'indicator_code' = scores.indicator_code
order by scores.extent = 'project' asc, scores.project_code asc, listed.place asc
