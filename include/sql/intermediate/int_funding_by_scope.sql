-- Money, registered lots and budgets summed to every scope. Yuan.
-- One row per scope (project_source, project, source, programme), project, source and series; `all` where summed over.
-- What was carried in is known where it is known of all that is summed, and so is what of carried-over money was
-- executed. Lots without a project count in what is planned, and in what of it arrived, of their source and of the
-- programme.
-- Scope: one project.
with of_projects as (

    select
        case grouping(sources.source_code) when 0 then 'project_source' else 'project' end as scope,
        sources.project_code,
        coalesce(sources.source_code, 'all') as source_code,
        sources.series,
        sum(sources.documents_count) as documents_count,
        sum(sources.allocated_amount) as allocated_amount,
        sum(sources.arrived_amount) as arrived_amount,
        sum(sources.paid_amount) as paid_amount,
        sum(sources.one_sided_arrival_count) as one_sided_arrival_count,
        sum(sources.one_sided_use_count) as one_sided_use_count,
        sum(sources.one_sided_payment_count) as one_sided_payment_count,
        sum(sources.carried_in_amount) as carried_in_amount,
        bool_and(sources.carried_in_amount is not null or sources.documents_count = 0) as is_carried_in_known,
        sum(sources.planned_amount) as planned_amount,
        sum(sources.unreported_planned_amount) as unreported_planned_amount,
        sum(sources.planned_arrived_amount) as planned_arrived_amount,
        sum(sources.due_planned_amount) as due_planned_amount,
        sum(sources.unproven_planned_amount) as unproven_planned_amount,
        sum(sources.timely_arrived_amount) as timely_arrived_amount,
        sum(sources.outside_earmark_amount) as outside_earmark_amount,
        sum(sources.to_be_returned_amount) as to_be_returned_amount,
        max(sources.oldest_lot_age_years) as oldest_lot_age_years,
        sum(sources.overdrawn_count) as overdrawn_count,
        sum(sources.initial_budget_amount) as initial_budget_amount,
        sum(sources.adjusted_budget_amount) as adjusted_budget_amount,
        sum(sources.carried_over_amount) as carried_over_amount,
        sum(sources.executed_amount) as executed_amount,
        sum(sources.carried_over_executed_amount) as carried_over_executed_amount,
        bool_and(coalesce(sources.carried_over_amount, 0) = 0 or sources.carried_over_executed_amount is not null)
            as is_carried_over_executed_known,
        max(sources.last_report_date) as last_report_date
    from int_funding_by_source as sources
    group by grouping sets (
        (sources.project_code, sources.source_code, sources.series),
        (sources.project_code, sources.series)
    )

),

programme_lots as (

    select
        case grouping(fund_ledger.source_code) when 0 then 'source' else 'programme' end as scope,
        coalesce(fund_ledger.source_code, 'all') as source_code,
        fund_ledger.series,
        sum(fund_ledger.planned_amount) filter (where fund_ledger.arrived_amount is not null) as planned_amount,
        sum(fund_ledger.planned_amount) filter (where fund_ledger.arrived_amount is null) as unreported_planned_amount,
        sum(fund_ledger.arrived_amount) as planned_arrived_amount,
        sum(fund_ledger.planned_amount) filter (where fund_ledger.timely_arrived_amount is not null)
            as due_planned_amount,
        sum(fund_ledger.planned_amount) filter (where fund_ledger.is_due and fund_ledger.timely_arrived_amount is null)
            as unproven_planned_amount,
        sum(fund_ledger.timely_arrived_amount) as timely_arrived_amount
    from fund_ledger
    where fund_ledger.project_code = 'all'
    group by grouping sets ((fund_ledger.source_code, fund_ledger.series), (fund_ledger.series))

),

scoped as (

    select *
    from of_projects
    union all
    select
        coalesce(sums.scope, lots.scope) as scope,
        'all' as project_code,
        coalesce(sums.source_code, lots.source_code) as source_code,
        coalesce(sums.series, lots.series) as series,
        coalesce(sums.documents_count, 0) as documents_count,
        sums.allocated_amount,
        sums.arrived_amount,
        sums.paid_amount,
        coalesce(sums.one_sided_arrival_count, 0) as one_sided_arrival_count,
        coalesce(sums.one_sided_use_count, 0) as one_sided_use_count,
        coalesce(sums.one_sided_payment_count, 0) as one_sided_payment_count,
        sums.carried_in_amount,
        sums.carried_in_unknown_count = 0 as is_carried_in_known,
        coalesce(
            sums.planned_amount + lots.planned_amount,
            sums.planned_amount,
            lots.planned_amount
        ) as planned_amount,
        coalesce(
            sums.unreported_planned_amount + lots.unreported_planned_amount,
            sums.unreported_planned_amount,
            lots.unreported_planned_amount
        ) as unreported_planned_amount,
        coalesce(
            sums.planned_arrived_amount + lots.planned_arrived_amount,
            sums.planned_arrived_amount,
            lots.planned_arrived_amount
        ) as planned_arrived_amount,
        coalesce(
            sums.due_planned_amount + lots.due_planned_amount,
            sums.due_planned_amount,
            lots.due_planned_amount
        ) as due_planned_amount,
        coalesce(
            sums.unproven_planned_amount + lots.unproven_planned_amount,
            sums.unproven_planned_amount,
            lots.unproven_planned_amount
        ) as unproven_planned_amount,
        coalesce(
            sums.timely_arrived_amount + lots.timely_arrived_amount,
            sums.timely_arrived_amount,
            lots.timely_arrived_amount
        ) as timely_arrived_amount,
        sums.outside_earmark_amount,
        sums.to_be_returned_amount,
        sums.oldest_lot_age_years,
        coalesce(sums.overdrawn_count, 0) as overdrawn_count,
        sums.initial_budget_amount,
        sums.adjusted_budget_amount,
        sums.carried_over_amount,
        sums.executed_amount,
        sums.carried_over_executed_amount,
        sums.carried_over_executed_unknown_count = 0 as is_carried_over_executed_known,
        sums.last_report_date
    from int_funding_sums as sums
    full outer join programme_lots as lots
        on sums.scope = lots.scope and sums.source_code = lots.source_code and sums.series = lots.series

)

select
    scoped.scope,
    scoped.project_code,
    scoped.source_code,
    scoped.series,
    scoped.documents_count,
    scoped.allocated_amount,
    scoped.arrived_amount,
    scoped.paid_amount,
    scoped.one_sided_arrival_count,
    scoped.one_sided_use_count,
    scoped.one_sided_payment_count,
    case when scoped.is_carried_in_known then scoped.carried_in_amount end as carried_in_amount,
    scoped.planned_amount,
    scoped.unreported_planned_amount,
    scoped.planned_arrived_amount,
    scoped.due_planned_amount,
    scoped.unproven_planned_amount,
    scoped.timely_arrived_amount,
    scoped.outside_earmark_amount,
    scoped.to_be_returned_amount,
    scoped.oldest_lot_age_years,
    scoped.overdrawn_count,
    scoped.initial_budget_amount,
    scoped.adjusted_budget_amount,
    scoped.carried_over_amount,
    scoped.executed_amount,
    case when scoped.is_carried_over_executed_known then scoped.carried_over_executed_amount end
        as carried_over_executed_amount,
    scoped.last_report_date
from scoped
