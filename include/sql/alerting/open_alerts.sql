-- The open alerts of a project in the newest week that was told by a moment, and those of the unit's own items of it.
-- One row per rule.
select distinct on (spells.rule_id)
    spells.rule_id,
    spells.level,
    spells.since_date,
    spells.weeks_count
from marts.alert_spells as spells
where
    (
        spells.subject_kind = 'project'
        or (spells.subject_kind = 'item' and split_part(spells.case_key, '|', 2) = :unit_code)
    )
    and spells.subject_code = :project_code
    and spells.state = 'open'
    and (spells.as_of_date, spells.known_at) = (
        select
            weeks.as_of_date,
            weeks.known_at
        from raw.alert_weeks as weeks
        where weeks.known_at <= :known_at
        order by weeks.as_of_date desc, weeks.known_at desc
        limit 1
    )
order by spells.rule_id asc, spells.since_date asc
