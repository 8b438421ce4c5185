-- Let one process at a time record collections of a unit and form, until its transaction ends.
-- One row without meaning.
select pg_advisory_xact_lock(hashtextextended(:unit_code || ' ' || :form, 18))
