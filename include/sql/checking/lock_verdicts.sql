-- Nobody may read until these verdicts are committed what is known by now.
select pg_advisory_xact_lock(hashtext('planwatch.verdicts'))
