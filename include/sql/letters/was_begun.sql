-- Whether any channel has begun to send a letter: its record stands then, and its files should.
-- One row.
select count(*) > 0
from raw.deliveries as deliveries
where
    deliveries.week_key = :week_key
    and deliveries.owner_code = :owner_code
    and deliveries.claimed_at is not null
