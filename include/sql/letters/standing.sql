-- Where one delivery stands.
-- One row.
select deliveries.*
from raw.deliveries as deliveries
where
    deliveries.week_key = :week_key
    and deliveries.owner_code = :owner_code
    and deliveries.channel = :channel
