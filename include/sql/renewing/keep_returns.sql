-- Keep which judged returns the candidate knows that was just built.
insert into kept.returns (return_id, verdict, accepted_lines_count)
select
    returns.return_id,
    returns.verdict,
    returns.accepted_lines_count
from raw.returns as returns
where
    returns.recorded_at <= :known_at
    and returns.verdict is not null
    and not exists (
        select 1 from kept.returns as kept
        where kept.return_id = returns.return_id
    )
