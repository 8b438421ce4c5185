-- Where every delivery of a week stands.
-- One row per owner and channel.
select deliveries.*
from raw.deliveries as deliveries
where deliveries.week_key = :week_key
order by deliveries.owner_code, deliveries.channel
