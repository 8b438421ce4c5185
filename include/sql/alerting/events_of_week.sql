-- The events that one evaluation of a week pushes.
-- One row per subject, rule, case and event.
select events.*
from marts.alert_events as events
where
    events.as_of_date = :as_of_date
    and events.known_at = :known_at
    and events.is_pushed
order by
    events.subject_code asc,
    array_position(array['project', 'item', 'money', 'data'], events.kind) asc,
    length(events.rule_id) asc,
    events.rule_id asc,
    events.case_key asc,
    array_position(
        array['escalated', 'opened', 'reopened', 'worse', 'unchanged', 'better', 'closed', 'acknowledged'], events.event
    ) asc
