-- Spells that go to the leading group this week, and the number and deadline of the order that is drafted for each.
-- One row per subject, rule and case. Red for the rule's number of consecutive weeks, neither muted nor on hold, not
-- escalated since it was last below red. One order per subject and week, numbered within the week.
with due as (

    select
        states.subject_kind,
        states.subject_code,
        states.rule_id,
        states.case_key
    from int_alert_states as states
    inner join int_alert_rules as rules on states.rule_id = rules.rule_id
    where
        states.is_open
        and states.level = 'red'
        and not states.is_on_hold
        and not states.is_muted
        and states.reds_count >= rules.escalates_after_weeks
        and (
            states.previous_escalated_date is null or not states.was_open or states.previous_level <> 'red'
        )

),

numbered as (

    select
        due.*,
        week.as_of_date as escalated_date,
        week.week_key || '-' || dense_rank() over (order by due.subject_kind, due.subject_code) as order_number,
        deadline.deadline_date as order_deadline_date
    from due
    cross join int_alert_week as week
    cross join int_alert_deadline as deadline

)

select * from numbered
