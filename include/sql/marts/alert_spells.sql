-- Every alert as a spell in the week that was evaluated: since when, how bad, why, who answered, who hears.
-- One row per subject, rule, case and week. Closed ones stay as long as the policy remembers them. Not pushed: what is
-- unchanged, unless its mute ended this week; what got better while muted; a reminder that was heeded.
with dated as (

    select
        week.as_of_date,
        week.known_at,
        week.week_key,
        week.plan_version,
        week.policy_version,
        outcomes.*,
        case when outcomes.is_open then 'open' else 'closed' end as state,
        case
            when outcomes.movement in ('opened', 'reopened') then week.as_of_date
            else outcomes.previous_since_date
        end as since_date,
        coalesce(outcomes.previous_reopened_count, 0) + case when outcomes.movement = 'reopened' then 1 else 0 end
            as reopened_count,
        case
            when outcomes.movement = 'closed' then week.as_of_date
            when not outcomes.is_open then outcomes.previous_closed_date
        end as closed_date,
        coalesce(outcomes.new_close_reason, case when not outcomes.is_open then outcomes.previous_close_reason end)
            as close_reason,
        case when outcomes.asks_anew then week.known_at else outcomes.previous_asked_known_at end as asked_known_at,
        coalesce(
            outcomes.new_escalated_date, case when outcomes.stays_red then outcomes.previous_escalated_date end
        ) as escalated_date,
        coalesce(
            outcomes.new_order_number,
            case when outcomes.movement in ('opened', 'reopened') then null else outcomes.previous_order_number end
        ) as order_number,
        coalesce(
            outcomes.new_order_deadline_date,
            case
                when outcomes.movement in ('opened', 'reopened') then null
                else outcomes.previous_order_deadline_date
            end
        ) as order_deadline_date,
        coalesce(
            case outcomes.movement
                when 'closed' then outcomes.previous_level <> 'notice'
                when 'better' then not outcomes.is_muted
                when 'unchanged' then outcomes.was_muted and not outcomes.is_muted
                else outcomes.movement is not null
            end,
            false
        ) as is_movement_pushed
    from int_alert_outcomes as outcomes
    cross join int_alert_week as week

),

aged as (

    select
        dated.*,
        dated.is_movement_pushed or dated.is_newly_escalated or dated.is_newly_acknowledged as is_pushed,
        case
            when dated.movement is null then dated.previous_weeks_count
            else (date_trunc('week', dated.as_of_date)::date - date_trunc('week', dated.since_date)::date) / 7 + 1
        end as weeks_count
    from dated

)

select * from aged
