-- Wait for verdicts whose moment has passed and that are not committed yet; later ones are not held up.
with awaited as materialized (

    select pg_advisory_lock_shared(hashtext('planwatch.verdicts'))::text as is_locked

)

select pg_advisory_unlock_shared(hashtext('planwatch.verdicts')) as is_let_go
from awaited
where awaited.is_locked is not null
