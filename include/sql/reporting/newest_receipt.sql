-- The moment by which every return received so far is in and judged.
-- One row; null where nothing was received.
select max(returns.recorded_at) as recorded_at
from raw.returns as returns
