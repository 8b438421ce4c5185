-- A publication's day, moment and state, and whether a later candidate of the day has taken its place.
-- One row.
select
    publications.as_of_date,
    publications.known_at,
    publications.state,
    publications.publication_id < (
        select max(later.publication_id)
        from raw.publications as later
        where later.as_of_date = publications.as_of_date
    ) as is_overtaken
from raw.publications as publications
where publications.publication_id = :publication_id
