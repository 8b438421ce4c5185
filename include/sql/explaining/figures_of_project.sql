-- A project's figures of one day, published or a candidate, from every mart that has one row of it.
-- One row; none where the day was not evaluated. Of the cables, the sums over operators.
select
    performance.*,
    tracker.contract_amount,
    tracker.confirmed_changes_amount,
    tracker.proposed_changes_amount,
    tracker.cumulative_amount,
    tracker.headroom_amount,
    totals.adjusted_budget_amount,
    totals.executed_amount,
    totals.budget_execution_ratio,
    residents.valid_answers_count,
    residents.very_satisfied_count,
    residents.satisfied_count,
    residents.satisfaction_ratio,
    cables.cable_cost_amount,
    cables.audited_cost_amount,
    ledger.voucher_amount
from /* schema */.project_performance as performance
left join /* schema */.change_tracker as tracker
    on performance.as_of_date = tracker.as_of_date and performance.project_code = tracker.project_code
left join /* schema */.funding_totals as totals
    on
        performance.as_of_date = totals.as_of_date
        and performance.project_code = totals.project_code
        and totals.scope = 'project'
        and totals.series = 'public_funds'
left join /* schema */.resident_satisfaction as residents
    on performance.as_of_date = residents.as_of_date and performance.project_code = residents.project_code
left join lateral (
    select
        sum(subsidy.cable_cost_amount) as cable_cost_amount,
        sum(subsidy.audited_cost_amount) as audited_cost_amount
    from /* schema */.cable_subsidy as subsidy
    where subsidy.as_of_date = performance.as_of_date and subsidy.project_code = performance.project_code
) as cables on true
left join lateral (
    select sum(lots.voucher_amount) as voucher_amount
    from /* schema */.fund_ledger as lots
    where lots.as_of_date = performance.as_of_date and lots.project_code = performance.project_code
) as ledger on true
where performance.project_code = :project_code and performance.as_of_date = :as_of_date
