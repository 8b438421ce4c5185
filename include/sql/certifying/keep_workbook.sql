-- Keep the fingerprint of the workbook that is put before the bureau; the first one stands.
update marts.certifications
set workbook_sha256 = :workbook_sha256
where certification_id = :certification_id and state = 'requested' and workbook_sha256 is null
