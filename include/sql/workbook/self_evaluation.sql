-- 绩效自评 of the published day, indicator by indicator in the order of the indicators' table; the programme first.
-- One row per extent, project and indicator.
select
    scores.*,
    units.unit_name as assessed_by_name
from marts.evaluation_score as scores
inner join raw.indicator_versions as versions on scores.indicator_version = versions.indicator_version
cross join
    lateral jsonb_array_elements(versions.content -> 'indicators') with ordinality as listed (indicator, place)
left join raw.plan_units as units
    on scores.assessed_by = units.unit_code and scores.plan_version = units.plan_version
where
    scores.as_of_date = :as_of_date
    and listed.indicator ->> 'indicator_code' = scores.indicator_code
order by scores.extent = 'project' asc, scores.project_code asc, listed.place asc
