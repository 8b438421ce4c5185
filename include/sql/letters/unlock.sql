-- Let go of a delivery.
-- One row.
select pg_advisory_unlock(hashtextextended(:week_key || '|' || :owner_code || '|' || :channel, 0))
