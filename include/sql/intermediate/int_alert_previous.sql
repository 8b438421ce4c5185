-- Every spell as the week before left it.
-- One row per subject, rule and case.
select spells.*
from marts.alert_spells as spells
inner join int_alert_week as week
    on
        spells.as_of_date = week.previous_as_of_date
        and spells.known_at = week.previous_known_at
