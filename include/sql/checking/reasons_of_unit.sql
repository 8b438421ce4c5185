-- The last reason that a unit has given for each of its warnings, by the moment of a return.
-- One row per fingerprint.
select distinct on (reasons.fingerprint)
    reasons.fingerprint,
    reasons.reason
from raw.warning_reasons as reasons
where reasons.unit_code = :unit_code and reasons.given_at <= :received_at
order by reasons.fingerprint asc, reasons.given_at desc, reasons.return_id desc
