-- The spells of one evaluation of a week that are open or closed in it, the worst and the oldest first.
-- One row per subject, rule and case.
select
    spells.*,
    coalesce(units.unit_name, spells.acknowledged_by) as acknowledged_by_name
from marts.alert_spells as spells
left join raw.plan_units as units
    on
        spells.plan_version = units.plan_version
        and spells.acknowledged_by = units.unit_code
where
    spells.as_of_date = :as_of_date
    and spells.known_at = :known_at
    and spells.movement is not null
order by
    array_position(array['project', 'item', 'money', 'data'], spells.kind),
    array_position(array['red', 'yellow', 'notice'], spells.level),
    spells.since_date asc,
    spells.subject_code asc,
    length(spells.rule_id) asc,
    spells.rule_id asc,
    spells.case_key asc
