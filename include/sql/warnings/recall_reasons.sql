-- Put beside each warning of this run the newest reason that its unit has given for the same fact.
with given as (

    select distinct on (found.finding_id)
        found.finding_id,
        reasons.reason
    from raw.findings as found
    inner join raw.returns as returns on found.return_id = returns.return_id
    inner join raw.warning_reasons as reasons
        on
            found.fingerprint = reasons.fingerprint
            and returns.received_at >= reasons.given_at
    where returns.state = 'read' and found.severity = 'warning'
    order by found.finding_id asc, reasons.given_at desc, reasons.reason_id desc

)

update raw.findings
set
    reason_given = true,
    facts = facts || jsonb_build_object('remembered_reason', given.reason)
from given
where raw.findings.finding_id = given.finding_id
