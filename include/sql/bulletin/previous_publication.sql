-- What a bulletin finds published of an earlier day: published before it, and known by its moment.
-- One row; none where nothing was.
select
    publications.publication_id,
    publications.as_of_date,
    publications.known_at,
    publications.plan_version,
    publications.policy_version
from raw.publications as publications
where
    publications.as_of_date = :as_of_date
    and publications.state = 'published'
    and publications.known_at <= :known_at
    and (
        cast(:publication_id as bigint) is null
        or publications.publication_id < cast(:publication_id as bigint)
    )
order by publications.publication_id desc
limit 1
