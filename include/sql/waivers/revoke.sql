-- Revoke a waiver; one that is revoked stays so.
-- One row: its number; none where there is no such waiver in force.
update raw.waivers
set revoked_at = :revoked_at, revoked_by = :revoked_by
where waiver_id = :waiver_id and revoked_at is null
returning waiver_id
