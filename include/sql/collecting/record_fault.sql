-- Keep what was found of an API, to be answered with the return.
-- One row per fault.
insert into raw.collection_faults (return_id, rule_id, place, facts)
values (:return_id, :rule_id, :place, cast(:facts as jsonb))
on conflict do nothing
