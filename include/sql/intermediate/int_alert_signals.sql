-- What the published day gives cause to alert of, before any memory: tests failed, items that lag, money astray,
-- returns not in.
-- One row per subject, rule and case. A project without news (T6) is data, and red. An item's case is the item and the
-- unit that answers for it; where its newest word is stale, it is judged no further.
with tests as (

    select
        'project' as subject_kind,
        projects.project_code as subject_code,
        projects.project_name as subject_name,
        reasons.entry ->> 'rule' as rule_id,
        '' as case_key,
        case reasons.entry ->> 'level' when 'grey' then 'red' else reasons.entry ->> 'level' end as level,
        reasons.entry -> 'facts' as facts
    from marts.project_performance as projects
    inner join evaluation on projects.as_of_date = evaluation.as_of_date
    cross join lateral jsonb_array_elements(projects.light_reasons) as reasons (entry)

),

money as (

    select
        ledger.project_code,
        ledger.project_name,
        'F21' as rule_id,
        'yellow' as level,
        jsonb_build_object('outside', sum(ledger.outside_earmark_amount)) as facts
    from marts.fund_ledger as ledger
    inner join evaluation on ledger.as_of_date = evaluation.as_of_date
    group by ledger.project_code, ledger.project_name
    having sum(ledger.outside_earmark_amount) > 0
    union all
    select
        executions.project_code,
        projects.project_name,
        'F61' as rule_id,
        case when executions.is_explained then 'yellow' else 'red' end as level,
        jsonb_build_object(
            'execution', executions.execution_ratio, 'executed', executions.executed_amount,
            'budget', executions.budget_amount, 'year', executions.budget_year
        ) as facts
    from int_alert_executions as executions
    inner join stg_plan_projects as projects on executions.project_code = projects.project_code

),

items as (

    select
        'item' as subject_kind,
        lagging.project_code as subject_code,
        lagging.project_name as subject_name,
        'T14' as rule_id,
        lagging.item_code || '|' || lagging.owner_unit_code as case_key,
        lagging.level,
        jsonb_build_object(
            'item', lagging.item_name, 'item_en', lagging.item_name_en,
            'owner', lagging.owner_unit_name, 'owner_en', lagging.owner_unit_name_en,
            'planned', lagging.planned_ratio, 'reported', lagging.reported_ratio, 'gap', lagging.gap_ratio,
            'basis', lagging.reported_basis, 'reported_date', lagging.reported_date,
            'deadline', lagging.window_end_date, 'data_state', lagging.data_state, 'reasons', lagging.reasons
        ) as facts,
        lagging.data_state = 'stale' as is_stale,
        lagging.return_ids,
        lagging.reported_date as news_date
    from marts.lagging_items as lagging
    inner join evaluation on lagging.as_of_date = evaluation.as_of_date

),

signals as (

    select
        tests.*,
        false as is_stale,
        null::bigint[] as return_ids,
        null::date as news_date
    from tests
    union all
    select items.* from items
    union all
    select
        'project' as subject_kind,
        money.project_code as subject_code,
        money.project_name as subject_name,
        money.rule_id,
        '' as case_key,
        money.level,
        money.facts,
        false as is_stale,
        null as return_ids,
        null as news_date
    from money
    union all
    select
        'unit' as subject_kind,
        returns.unit_code as subject_code,
        returns.unit_name as subject_name,
        'F33' as rule_id,
        returns.case_key,
        returns.level,
        returns.facts,
        false as is_stale,
        null as return_ids,
        null as news_date
    from int_alert_returns as returns

)

select
    signals.*,
    rules.kind,
    (signals.facts ->> rules.measure_name)::numeric as measure
from signals
inner join int_alert_rules as rules on signals.rule_id = rules.rule_id
