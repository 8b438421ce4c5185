-- How many returns still wait for their answer.
-- One row.
select count(*) as unanswered_count
from raw.returns as returns
where returns.state <> 'answered'
