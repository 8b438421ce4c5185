-- Money, registered lots and budgets summed over the projects: by source and of the whole programme. Yuan.
-- One row per scope (source, programme), source (`all` where summed over) and series.
-- Scope: sums over projects.
select
    case grouping(sources.source_code) when 0 then 'source' else 'programme' end as scope,
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
    count(*) filter (where sources.carried_in_amount is null and sources.documents_count > 0)
        as carried_in_unknown_count,
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
    count(*) filter (where sources.carried_over_amount <> 0 and sources.carried_over_executed_amount is null)
        as carried_over_executed_unknown_count,
    max(sources.last_report_date) as last_report_date
from int_funding_by_source as sources
group by grouping sets (
    (sources.source_code, sources.series),
    (sources.series)
)
