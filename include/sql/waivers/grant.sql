-- Record a waiver.
-- One row: its number.
insert into raw.waivers (
    rule_id, unit_code, form, project_code, first_cutoff_date, last_cutoff_date, reason, granted_by, granted_at,
    expires_date
)
values (
    :rule_id, :unit_code, :form, :project_code, :first_cutoff_date, :last_cutoff_date, :reason, :granted_by,
    :granted_at, :expires_date
)
returning waiver_id
