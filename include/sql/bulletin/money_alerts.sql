-- What the finance bureau is asked to look at: payments beyond or before the work, outside the earmark, money left
-- over, low execution, changes beyond the estimate.
-- One row per project and matter. Yuan, shares of 1.
with of_projects as (

    select
        performance.project_code,
        performance.project_name,
        reasons.reason as matter
    from /* schema */.project_performance as performance
    inner join pg_temp.evaluation as evaluation on performance.as_of_date = evaluation.as_of_date
    cross join jsonb_array_elements(performance.light_reasons) as reasons (reason)
    where reasons.reason ->> 'rule' in ('T7', 'T7A', 'T7P', 'T12', 'T13')

),

of_funds as (

    select
        totals.project_code,
        performance.project_name,
        matters.matter
    from /* schema */.funding_totals as totals
    inner join pg_temp.evaluation as evaluation on totals.as_of_date = evaluation.as_of_date
    inner join /* schema */.project_performance as performance
        on totals.project_code = performance.project_code and totals.as_of_date = performance.as_of_date
    cross join
        lateral (
            values
            (
                totals.outside_earmark_amount > 0,
                jsonb_build_object('matter', 'outside_earmark', 'amount', totals.outside_earmark_amount)
            ),
            (
                totals.to_be_returned_amount > 0,
                jsonb_build_object('matter', 'to_be_returned', 'amount', totals.to_be_returned_amount)
            ),
            (totals.is_overdrawn, jsonb_build_object('matter', 'overdrawn')),
            (
                totals.needs_deviation_reason,
                jsonb_build_object(
                    'matter', 'low_execution',
                    'executed', totals.executed_amount,
                    'budget', totals.adjusted_budget_amount,
                    'ratio', totals.budget_execution_ratio
                )
            )
        ) as matters (is_so, matter)
    where totals.scope = 'project' and totals.series = 'public_funds' and matters.is_so

),

of_changes as (

    select
        changes.project_code,
        changes.project_name,
        jsonb_build_object(
            'matter', 'needs_reapproval', 'cost', changes.cumulative_amount, 'estimate', changes.estimate_amount
        ) as matter
    from /* schema */.change_tracker as changes
    inner join pg_temp.evaluation as evaluation on changes.as_of_date = evaluation.as_of_date
    where changes.needs_reapproval

),

matters as (

    select * from of_projects
    union all
    select * from of_funds
    union all
    select * from of_changes

)

select
    matters.project_name,
    matters.matter
from matters
order by matters.project_code, matters.matter ->> 'rule', matters.matter ->> 'matter'
