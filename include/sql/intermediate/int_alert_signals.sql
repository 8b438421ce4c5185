-- What the published day gives cause to alert of, before any memory: tests failed, money astray, returns not in.
-- One row per subject, rule and case. A project without news (T6) is data, and red.
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

signals as (

    select tests.* from tests
    union all
    select
        'project' as subject_kind,
        money.project_code as subject_code,
        money.project_name as subject_name,
        money.rule_id,
        '' as case_key,
        money.level,
        money.facts
    from money
    union all
    select
        'unit' as subject_kind,
        returns.unit_code as subject_code,
        returns.unit_name as subject_name,
        'F33' as rule_id,
        returns.case_key,
        returns.level,
        returns.facts
    from int_alert_returns as returns

)

select
    signals.*,
    rules.kind,
    (signals.facts ->> rules.measure_name)::numeric as measure
from signals
inner join int_alert_rules as rules on signals.rule_id = rules.rule_id
