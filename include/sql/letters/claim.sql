-- Claim the next part of a delivery: committed when the connection stands and before a byte of the letter is sent.
-- One row: the number of the attempt.
with claimed as (

    update raw.deliveries
    set state = 'claimed', attempts = raw.deliveries.attempts + 1, claimed_at = clock_timestamp(), last_error = null
    where week_key = :week_key and owner_code = :owner_code and channel = :channel
    returning *

)

insert into raw.delivery_attempts (week_key, owner_code, channel, connection_id, part_number, claimed_at)
select
    claimed.week_key,
    claimed.owner_code,
    claimed.channel,
    claimed.connection_id,
    claimed.parts_done_count + 1 as part_number,
    claimed.claimed_at
from claimed
returning attempt_id
