-- Claim a digest for sending, once: a digest that was claimed before is not claimed again.
-- One row, or none.
update raw.digests
set sent_at = :sent_at, recipients = :recipients
where digest_key = :digest_key and sent_at is null
returning digest_key, subject, folder_path
