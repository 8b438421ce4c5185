-- Put beside each warning of this run the newest reason that its unit has given for the same fact.
update raw.findings as found
set
    reason_given = true,
    facts = found.facts || jsonb_build_object('remembered_reason', (
        select reasons.reason
        from raw.warning_reasons as reasons
        where reasons.fingerprint = found.fingerprint and reasons.given_at <= returns.received_at
        order by reasons.given_at desc, reasons.reason_id desc
        limit 1
    ))
from raw.returns as returns
where
    found.return_id = returns.return_id
    and returns.state = 'read'
    and found.severity = 'warning'
    and exists (
        select 1 from raw.warning_reasons as reasons
        where reasons.fingerprint = found.fingerprint and reasons.given_at <= returns.received_at
    )
