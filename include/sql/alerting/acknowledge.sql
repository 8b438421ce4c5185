-- Record who answers for an alert, why, and until when it is muted.
-- One row: its number.
insert into raw.acknowledgements (
    project_code, rule_id, acknowledged_by, reason, recovery_date, muted_until_date, acknowledged_at
)
values (:project_code, :rule_id, :acknowledged_by, :reason, :recovery_date, :muted_until_date, :acknowledged_at)
returning acknowledgement_id
