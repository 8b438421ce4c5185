-- Each spell with what this week added: escalation, closing, the returns behind it, and who hears.
-- One row per subject, rule and case. What left the plan or closed is told to those who heard of it before; the leading
-- group hears what is escalated, and how that ends.
with gathered as (

    select
        states.*,
        escalations.escalated_date is not null as is_newly_escalated,
        states.was_open and states.previous_level = 'red' and states.level = 'red' and states.is_open as stays_red,
        escalations.escalated_date as new_escalated_date,
        escalations.order_number as new_order_number,
        escalations.order_deadline_date as new_order_deadline_date,
        closings.close_reason as new_close_reason,
        coalesce(states.signal_return_ids, causes.return_ids, states.previous_return_ids, '{}') as return_ids,
        coalesce(states.signal_news_date, causes.news_date, states.previous_news_date) as news_date,
        coalesce(causes.is_corrected, false) as is_corrected
    from int_alert_states as states
    left join int_alert_escalations as escalations
        on
            states.subject_kind = escalations.subject_kind
            and states.subject_code = escalations.subject_code
            and states.rule_id = escalations.rule_id
            and states.case_key = escalations.case_key
    left join int_alert_closings as closings
        on
            states.subject_kind = closings.subject_kind
            and states.subject_code = closings.subject_code
            and states.rule_id = closings.rule_id
            and states.case_key = closings.case_key
    left join int_alert_causes as causes
        on
            states.subject_kind = 'project'
            and states.subject_code = causes.project_code
            and states.kind = causes.kind

),

told as (

    select
        gathered.*,
        array(
            select audiences.owner_code
            from int_alert_audiences as audiences
            where
                audiences.subject_kind = gathered.subject_kind
                and audiences.subject_code = gathered.subject_code
                and coalesce(audiences.case_key, gathered.case_key) = gathered.case_key
                and audiences.audience_role = any(rules.told)
            union
            select unnest(gathered.previous_audience)
            where not gathered.is_open
            union
            select week.programme_office_code
            union
            select week.leading_group_code
            where
                gathered.is_newly_escalated
                or (gathered.previous_escalated_date is not null and gathered.movement is not null)
            order by 1
        ) as audience
    from gathered
    cross join int_alert_week as week
    left join int_alert_rules as rules on gathered.rule_id = rules.rule_id

)

select * from told
