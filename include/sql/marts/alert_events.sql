-- What happened to each alert in the week: its movement, and beside it an acknowledgement or an escalation.
-- One row per subject, rule, case, week and event.
with events as (

    select
        spells.*,
        happened.event,
        happened.reason,
        happened.is_event_pushed
    from alert_spells as spells
    cross join
        lateral (
            values
            (
                spells.movement,
                case
                    when spells.movement = 'closed' then spells.close_reason
                    when spells.is_on_hold then 'on_hold'
                    when spells.movement in ('worse', 'better') and spells.is_corrected then 'corrected'
                    when spells.movement = 'unchanged' and spells.is_movement_pushed then 'mute_ended'
                    when spells.movement = 'unchanged' and spells.is_muted then 'muted'
                end,
                spells.is_movement_pushed
            ),
            (
                case when spells.is_newly_acknowledged then 'acknowledged' end,
                spells.acknowledged_reason,
                true
            ),
            (case when spells.is_newly_escalated then 'escalated' end, null, true)
        ) as happened (event, reason, is_event_pushed)
    where happened.event is not null

),

named as (

    select
        events.as_of_date,
        events.known_at,
        events.week_key,
        events.plan_version,
        events.policy_version,
        events.kind,
        events.subject_kind,
        events.subject_code,
        events.subject_name,
        events.rule_id,
        events.case_key,
        events.event,
        events.previous_level,
        events.level,
        events.facts,
        events.weeks_count,
        events.reason,
        events.return_ids,
        events.order_number,
        events.is_event_pushed as is_pushed,
        events.audience
    from events

)

select * from named
