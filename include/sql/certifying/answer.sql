-- Record the bureau's answer to a request; the same answer again changes nothing.
update marts.certifications
set state = :state, answered_at = :answered_at, answered_by = :answered_by, opinion = :opinion
where certification_id = :certification_id and state = 'requested'
