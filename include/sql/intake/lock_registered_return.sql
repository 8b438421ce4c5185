-- Keep a return from being staged by two processes at once.
-- One row; none where the return has been read already.
select returns.return_id
from raw.returns as returns
where returns.return_id = :return_id and returns.state = 'registered'
for update
