-- The moment at which the newest return was received.
-- One row; null where nothing was received.
select max(returns.received_at) as received_at
from raw.returns as returns
