-- The judged returns that the last candidate did not know; is_changed: it knew them otherwise than they are now.
-- One row per return.
with judged as (

    select
        returns.return_id,
        returns.unit_code,
        returns.verdict,
        returns.accepted_lines_count
    from raw.returns as returns
    where returns.recorded_at <= :known_at and returns.verdict is not null

)

select
    coalesce(judged.return_id, kept.return_id) as return_id,
    judged.unit_code,
    kept.return_id is not null as is_changed
from judged
full outer join kept.returns as kept on judged.return_id = kept.return_id
where
    kept.return_id is null
    or judged.return_id is null
    or judged.verdict <> kept.verdict
    or judged.accepted_lines_count is distinct from kept.accepted_lines_count
order by 1
