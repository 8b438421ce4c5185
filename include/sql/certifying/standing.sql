-- The certification of a day that is approved or waits for its answer, with what the bureau needs to see.
-- One row; none where the day was never put before the bureau, or was returned.
select
    certifications.certification_id,
    certifications.as_of_date,
    certifications.period_kinds,
    certifications.state,
    certifications.content_sha256,
    certifications.known_at,
    certifications.plan_version,
    certifications.policy_version,
    certifications.workbook_sha256
from marts.certifications as certifications
where certifications.as_of_date = :as_of_date and certifications.state in ('approved', 'requested')
