-- Keep what a submitter says to a warning; the moment is that of the return that says it.
insert into raw.warning_reasons (return_id, unit_code, fingerprint, reason, given_at)
select
    returns.return_id,
    returns.unit_code,
    :fingerprint,
    :reason,
    returns.received_at
from raw.returns as returns
where returns.return_id = :return_id
on conflict (return_id, fingerprint) do update set reason = excluded.reason
