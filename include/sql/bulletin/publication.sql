-- The publication of a day that a bulletin is made of: the newest, or the one known at a given moment; of several made
-- of the same point the first, so that a task run twice changes nothing.
-- One row; none where the day was not published.
with published as (

    select publications.*
    from raw.publications as publications
    where
        publications.as_of_date = :as_of_date
        and publications.state = 'published'
        and (cast(:known_at as timestamptz) is null or publications.known_at = cast(:known_at as timestamptz))

),

newest as (

    select published.*
    from published
    order by published.publication_id desc
    limit 1

)

select
    min(published.publication_id) as publication_id,
    published.as_of_date,
    published.known_at,
    published.plan_version,
    published.policy_version
from published
inner join newest
    on
        published.known_at = newest.known_at
        and published.plan_version = newest.plan_version
        and published.policy_version = newest.policy_version
group by published.as_of_date, published.known_at, published.plan_version, published.policy_version
