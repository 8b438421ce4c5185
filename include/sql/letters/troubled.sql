-- The deliveries of a week that an operator must look at: not settled, not delivered, or with refused recipients.
-- One row per owner and channel.
select deliveries.*
from raw.deliveries as deliveries
where
    deliveries.week_key = :week_key
    and (deliveries.state <> 'sent' or deliveries.last_error is not null)
order by deliveries.owner_code, deliveries.channel
