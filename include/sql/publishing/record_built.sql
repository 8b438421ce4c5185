-- Record that a candidate was built.
-- One row: its publication.
insert into raw.publications (as_of_date, known_at, plan_version, policy_version, state)
values (:as_of_date, :known_at, :plan_version, :policy_version, 'built')
returning publication_id
