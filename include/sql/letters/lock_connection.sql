-- Let one delivery at a time look at a connection's rate and claim, until the transaction ends.
-- One row.
select pg_advisory_xact_lock(hashtextextended('connection|' || :connection_id, 0))
