-- Each alert's movement of this week beside what the week before knew of it; on hold it stays as it was.
-- One row per subject, rule and case.
with remembered as (

    select
        moved.subject_kind,
        moved.subject_code,
        moved.subject_name,
        moved.rule_id,
        moved.case_key,
        moved.kind,
        moved.signal_return_ids,
        moved.signal_news_date,
        moved.movement,
        moved.was_open,
        moved.previous_level,
        case when moved.is_held then coalesce(moved.previous_level, moved.level) else moved.level end as level,
        case when moved.is_held then coalesce(moved.previous_facts, moved.facts) else moved.facts end as facts,
        case when moved.is_held then moved.previous_measure else moved.measure end as measure,
        case
            when moved.movement in ('opened', 'reopened', 'worse', 'better') then moved.measure
            else moved.previous_reference_measure
        end as reference_measure,
        previous.since_date as previous_since_date,
        previous.reds_count as previous_reds_count,
        previous.reopened_count as previous_reopened_count,
        previous.asked_known_at as previous_asked_known_at,
        previous.acknowledgement_key as previous_acknowledgement_key,
        previous.is_muted as was_muted,
        previous.escalated_date as previous_escalated_date,
        previous.order_number as previous_order_number,
        previous.order_deadline_date as previous_order_deadline_date,
        previous.return_ids as previous_return_ids,
        previous.news_date as previous_news_date,
        previous.audience as previous_audience,
        previous.close_reason as previous_close_reason,
        previous.closed_date as previous_closed_date,
        previous.weeks_count as previous_weeks_count,
        coalesce(moved.movement in ('opened', 'reopened', 'worse'), false) as asks_anew,
        coalesce(moved.movement <> 'closed', false) as is_open,
        coalesce(moved.movement = 'unchanged' and moved.is_held, false) as is_on_hold
    from int_alert_movements as moved
    left join int_alert_previous as previous
        on
            moved.subject_kind = previous.subject_kind
            and moved.subject_code = previous.subject_code
            and moved.rule_id = previous.rule_id
            and moved.case_key = previous.case_key

)

select * from remembered
