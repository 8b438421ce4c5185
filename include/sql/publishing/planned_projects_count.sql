-- How many projects the plan has that the newest candidate of a day was built from.
-- One row.
select count(*) as projects_count
from raw.plan_projects as projects
where
    projects.plan_version = (
        select publications.plan_version
        from raw.publications as publications
        where publications.as_of_date = :as_of_date
        order by publications.publication_id desc
        limit 1
    )
