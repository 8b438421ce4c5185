-- Registered returns that are not yet read, in the order of their arrival.
-- One row per return.
select
    returns.return_id,
    returns.unit_code,
    returns.archive_path
from raw.returns as returns
where returns.state = 'registered'
order by returns.received_at, returns.return_id
