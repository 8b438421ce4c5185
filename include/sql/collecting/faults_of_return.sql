-- What was found of an API while a return was collected.
-- One row per fault; facts as text, so that no number passes through a float.
select
    faults.rule_id,
    faults.place,
    cast(faults.facts as text) as facts
from raw.collection_faults as faults
where faults.return_id = :return_id
order by faults.rule_id, faults.place
