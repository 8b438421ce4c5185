-- The moments at which judged returns came in, newest first. What came in together was checked together.
-- One row per moment.
select
    returns.received_at,
    count(*) as returns_count
from raw.returns as returns
where returns.verdict is not null
group by returns.received_at
order by returns.received_at desc
