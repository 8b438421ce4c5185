-- What each alert did this week: last week's spells beside this week's signals.
-- One row per subject, rule and case that burns, or was known the week before. Precedence: what left the plan or the
-- rules is closed; a project without news keeps its alerts about works as they were, an item its own while its newest
-- word is stale; else the level decides, then the
-- step of the followed figure. A spell that closed long ago opens anew; sooner it is reopened.
with paired as (

    select
        coalesce(signals.subject_kind, previous.subject_kind) as subject_kind,
        coalesce(signals.subject_code, previous.subject_code) as subject_code,
        coalesce(signals.rule_id, previous.rule_id) as rule_id,
        coalesce(signals.case_key, previous.case_key) as case_key,
        coalesce(signals.kind, previous.kind) as kind,
        coalesce(signals.level, previous.level) as level,
        coalesce(signals.facts, previous.facts) as facts,
        coalesce(signals.measure, previous.measure) as measure,
        coalesce(signals.is_stale, false) as is_stale,
        signals.return_ids as signal_return_ids,
        signals.news_date as signal_news_date,
        signals.rule_id is not null as burns,
        previous.rule_id is not null as is_known,
        coalesce(previous.state = 'open', false) as was_open,
        previous.level as previous_level,
        previous.facts as previous_facts,
        previous.measure as previous_measure,
        previous.reference_measure as previous_reference_measure,
        previous.closed_date as previous_closed_date,
        previous.subject_name as previous_subject_name
    from int_alert_signals as signals
    full outer join int_alert_previous as previous
        on
            signals.subject_kind = previous.subject_kind
            and signals.subject_code = previous.subject_code
            and signals.rule_id = previous.rule_id
            and signals.case_key = previous.case_key

),

placed as (

    select
        paired.*,
        coalesce(subjects.subject_name, paired.previous_subject_name) as subject_name,
        subjects.subject_code is null as is_dropped,
        subjects.finished_date is not null as is_finished,
        rules.rule_id is null as is_retired,
        paired.is_stale or (paired.kind = 'project' and coalesce(subjects.is_without_news, false)) as is_held,
        (paired.measure - paired.previous_reference_measure) / rules.step as steps_moved,
        array_position(array['notice', 'yellow', 'red'], paired.level)
        - array_position(array['notice', 'yellow', 'red'], paired.previous_level) as levels_moved,
        week.as_of_date - paired.previous_closed_date <= 7 * week.reopened_within_weeks as is_remembered
    from paired
    cross join int_alert_week as week
    left join int_alert_subjects as subjects
        on
            paired.subject_kind = subjects.subject_kind
            and paired.subject_code = subjects.subject_code
    left join int_alert_rules as rules on paired.rule_id = rules.rule_id

),

moved as (

    select
        placed.*,
        case
            when placed.was_open and (placed.is_dropped or placed.is_retired) then 'closed'
            when placed.was_open and placed.is_held then 'unchanged'
            when placed.is_held then null
            when placed.burns and not placed.was_open
                then case when placed.is_remembered then 'reopened' else 'opened' end
            when placed.was_open and not placed.burns then 'closed'
            when not placed.was_open then null
            when placed.levels_moved > 0 then 'worse'
            when placed.levels_moved < 0 then 'better'
            when placed.steps_moved >= 1 then 'worse'
            when placed.steps_moved <= -1 then 'better'
            else 'unchanged'
        end as movement
    from placed

)

select * from moved
where movement is not null or is_remembered
