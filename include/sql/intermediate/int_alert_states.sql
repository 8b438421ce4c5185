-- How each spell stands after this week's movement: its age, its answer, whether it is muted, its consecutive reds.
-- One row per subject, rule and case. An answer counts that came after the spell opened or last worsened; worsening
-- ends it; of an item, its owner's. Consecutive: in weeks that were evaluated one after the other; a week on hold
-- counts neither way.
with answered as (

    select
        remembered.*,
        answers.acknowledgement_key,
        answers.acknowledged_by,
        answers.acknowledged_at,
        answers.reason as acknowledged_reason,
        answers.recovery_date,
        answers.muted_until_date,
        coalesce(
            remembered.is_open and not remembered.asks_anew and answers.muted_until_date >= week.known_date, false
        ) as is_muted,
        coalesce(
            answers.acknowledgement_key is distinct from remembered.previous_acknowledgement_key
            and answers.acknowledgement_key is not null
            and remembered.movement is not null,
            false
        ) as is_newly_acknowledged
    from int_alert_remembered as remembered
    cross join int_alert_week as week
    left join lateral (
        select candidates.*
        from int_alert_acknowledgements as candidates
        where
            remembered.was_open
            and candidates.project_code = remembered.subject_code
            and case remembered.subject_kind
                when 'project'
                    then
                        candidates.rule_id = remembered.rule_id
                        or (candidates.rule_id is null and candidates.answers_works and remembered.kind = 'project')
                when 'item'
                    then
                        coalesce(candidates.rule_id, remembered.rule_id) = remembered.rule_id
                        and candidates.acknowledged_by = split_part(remembered.case_key, '|', 2)
                else false
            end
            and candidates.acknowledged_at > remembered.previous_asked_known_at
        order by candidates.acknowledged_at desc, candidates.acknowledgement_key desc
        limit 1
    ) as answers on true

),

counted as (

    select
        answered.*,
        case
            when answered.is_on_hold then answered.previous_reds_count
            when not answered.is_open or answered.level <> 'red' then 0
            when answered.was_open and answered.previous_level = 'red' then answered.previous_reds_count + 1
            else 1
        end as reds_count
    from answered

)

select * from counted
