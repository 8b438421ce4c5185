-- Hold one delivery for as long as this session lives: a process that is killed lets go of it.
-- One row: whether it is held now.
select pg_try_advisory_lock(hashtextextended(:week_key || '|' || :owner_code || '|' || :channel, 0))
