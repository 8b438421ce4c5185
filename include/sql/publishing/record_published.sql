-- Record that a candidate was published.
update raw.publications
set state = 'published', published_at = coalesce(published_at, now())
where publication_id = :publication_id
