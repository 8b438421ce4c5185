-- One publisher at a time, for the length of its transaction.
select pg_advisory_xact_lock(hashtext('planwatch.publishing'))
