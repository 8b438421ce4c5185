-- The lagging projects, worst first, with every reason of their light and what the week's alerts say of each.
-- One row per project. Alerts are told of published points only; without them reasons stand alone.
with spells as (

    select
        alerts.subject_code as project_code,
        jsonb_agg(
            jsonb_build_object(
                'rule', alerts.rule_id,
                'movement', alerts.movement,
                'facts', alerts.facts,
                'weeks', alerts.weeks_count,
                'by', alerts.acknowledged_by,
                'answer', alerts.acknowledged_reason,
                'recovery', alerts.recovery_date,
                'order', case when alerts.escalated_date is not null then alerts.order_number end,
                'deadline', alerts.order_deadline_date
            )
            order by length(alerts.rule_id), alerts.rule_id
        ) as alerts
    from marts.alert_spells as alerts
    inner join pg_temp.evaluation as evaluation
        on alerts.as_of_date = evaluation.as_of_date and alerts.known_at = evaluation.known_at
    where alerts.subject_kind = 'project' and alerts.kind <> 'data' and alerts.movement is not null
    group by alerts.subject_code

)

select
    lagging.*,
    coalesce(spells.alerts, '[]'::jsonb) as answers
from /* schema */.lagging_projects as lagging
inner join pg_temp.evaluation as evaluation on lagging.as_of_date = evaluation.as_of_date
left join spells on lagging.project_code = spells.project_code
order by
    lagging.light = 'red' desc,
    lagging.lag_rank asc nulls last,
    lagging.project_code asc
