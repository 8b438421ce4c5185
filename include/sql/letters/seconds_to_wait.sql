-- How long a connection must rest before it may take one more message, at a rate of so many in so many seconds.
-- One row: seconds, 0 or more.
select
    greatest(
        0,
        extract(
            epoch from min(newest.claimed_at) + make_interval(secs => :window_seconds) - clock_timestamp()
        )
    ) as seconds
from (
    select attempts.claimed_at
    from raw.delivery_attempts as attempts
    where attempts.connection_id = :connection_id
    order by attempts.claimed_at desc
    limit :messages_count
) as newest
having count(*) >= :messages_count
