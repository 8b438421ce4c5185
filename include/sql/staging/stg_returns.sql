-- Returns whose lines count: received and judged by the known-at moment, and not refused.
-- One row per return.
-- Scope: whole programme.
select
    returns.return_id,
    returns.unit_code,
    units.unit_type,
    returns.received_at,
    (returns.received_at at time zone 'Asia/Shanghai')::date as received_date
from raw.returns as returns
cross join evaluation
inner join raw.plan_units as units
    on
        returns.unit_code = units.unit_code
        and evaluation.plan_version = units.plan_version
where
    returns.recorded_at <= evaluation.known_at
    and returns.verdict in ('accepted', 'partly_returned')
    and not exists (
        select 1 from returns_left_out as left_out
        where left_out.return_id = returns.return_id
    )
