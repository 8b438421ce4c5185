-- What a workbook of a certification says of itself, and the fingerprint of the one that was put before the bureau.
-- One row; none where there is no such certification.
select
    certifications.certification_id,
    certifications.as_of_date,
    certifications.content_sha256,
    certifications.workbook_sha256
from marts.certifications as certifications
where certifications.certification_id = :certification_id
