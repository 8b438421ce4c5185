-- Comments that name every value: no change was reported, which is not that there was none; a return no longer owed.
comment on column marts.change_tracker.status is '状态（未报变更、概算待录、概算内、须报批、已报批） | no_change_reported, estimate_missing, inside_estimate, needs_reapproval, reapproved';
comment on column marts.alert_spells.close_reason is '销号原因：cured cured_by_correction finished received received_late waived not_owed dropped_from_plan rule_retired | Why it closed';
