-- Keep a return from being staged by two processes at once.
-- One row.
select returns.return_id
from raw.returns as returns
where returns.return_id = :return_id
for update
