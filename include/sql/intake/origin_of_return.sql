-- Whose a return is, and when it came.
-- One row.
select
    returns.unit_code,
    returns.received_at
from raw.returns as returns
where returns.return_id = :return_id
