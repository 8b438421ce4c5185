-- What alerts may speak of on the published day: its projects, the items of each, and the units of its plan.
-- One row per subject. Without news: of a project nothing valid was heard, so its schedule cannot be judged anew.
select
    'project' as subject_kind,
    projects.project_code as subject_code,
    projects.project_name as subject_name,
    projects.finished_date,
    coalesce(projects.light_reasons @> '[{"rule": "T6"}]', false) as is_without_news
from marts.project_performance as projects
inner join evaluation on projects.as_of_date = evaluation.as_of_date
union all
select
    'item' as subject_kind,
    projects.project_code as subject_code,
    projects.project_name as subject_name,
    projects.finished_date,
    false as is_without_news
from marts.project_performance as projects
inner join evaluation on projects.as_of_date = evaluation.as_of_date
union all
select
    'unit' as subject_kind,
    units.unit_code as subject_code,
    units.unit_name as subject_name,
    null as finished_date,
    false as is_without_news
from raw.plan_units as units
inner join evaluation on units.plan_version = evaluation.plan_version
