-- Money, registered lots and budgets of each project by source. Yuan, cumulative; budgets of the as-of date's year.
-- One row per project, funding source and series. Only like is set against like: registered money beside what arrived
-- of the same lots, lots due beside what had arrived of them by their day; what no return speaks of stands beside.
-- one_sided: lots of which one of two amounts is known and the other is not.
-- Scope: one project.
with lots as (

    select
        fund_ledger.project_code,
        fund_ledger.source_code,
        fund_ledger.series,
        count(distinct fund_ledger.document_number) filter (where fund_ledger.last_report_date is not null)
            as documents_count,
        sum(fund_ledger.allocated_amount) as allocated_amount,
        sum(fund_ledger.arrived_amount) as arrived_amount,
        sum(fund_ledger.paid_amount) as paid_amount,
        count(*) filter (where (fund_ledger.allocated_amount is null) <> (fund_ledger.arrived_amount is null))
            as one_sided_arrival_count,
        count(*) filter (where (fund_ledger.arrived_amount is null) <> (fund_ledger.paid_amount is null))
            as one_sided_use_count,
        count(*) filter (where (fund_ledger.allocated_amount is null) <> (fund_ledger.paid_amount is null))
            as one_sided_payment_count,
        case when bool_and(fund_ledger.carried_in_amount is not null) then sum(fund_ledger.carried_in_amount) end
            as carried_in_amount,
        sum(fund_ledger.planned_amount) filter (where fund_ledger.arrived_amount is not null) as planned_amount,
        sum(fund_ledger.planned_amount) filter (where fund_ledger.arrived_amount is null) as unreported_planned_amount,
        sum(fund_ledger.arrived_amount) filter (where fund_ledger.planned_amount is not null) as planned_arrived_amount,
        sum(fund_ledger.planned_amount) filter (where fund_ledger.timely_arrived_amount is not null)
            as due_planned_amount,
        sum(fund_ledger.planned_amount) filter (where fund_ledger.is_due and fund_ledger.timely_arrived_amount is null)
            as unproven_planned_amount,
        sum(fund_ledger.timely_arrived_amount) as timely_arrived_amount,
        sum(fund_ledger.outside_earmark_amount) as outside_earmark_amount,
        sum(fund_ledger.balance_amount) filter (where fund_ledger.carry_status in ('to_be_returned', 'surplus'))
            as to_be_returned_amount,
        max(fund_ledger.lot_age_years) filter (where fund_ledger.balance_amount > 0) as oldest_lot_age_years,
        count(*) filter (where fund_ledger.balance_amount < 0) as overdrawn_count,
        max(fund_ledger.last_report_date) as last_report_date
    from fund_ledger
    where fund_ledger.project_code <> 'all'
    group by fund_ledger.project_code, fund_ledger.source_code, fund_ledger.series

),

budgets as (

    select
        int_budgets_in_force.*,
        'public_funds' as series
    from int_budgets_in_force

),

joined as (

    select
        coalesce(lots.project_code, budgets.project_code) as project_code,
        coalesce(lots.source_code, budgets.source_code) as source_code,
        coalesce(lots.series, budgets.series) as series,
        coalesce(lots.documents_count, 0) as documents_count,
        lots.allocated_amount,
        lots.arrived_amount,
        lots.paid_amount,
        coalesce(lots.one_sided_arrival_count, 0) as one_sided_arrival_count,
        coalesce(lots.one_sided_use_count, 0) as one_sided_use_count,
        coalesce(lots.one_sided_payment_count, 0) as one_sided_payment_count,
        lots.carried_in_amount,
        lots.planned_amount,
        lots.unreported_planned_amount,
        lots.planned_arrived_amount,
        lots.due_planned_amount,
        lots.unproven_planned_amount,
        lots.timely_arrived_amount,
        lots.outside_earmark_amount,
        lots.to_be_returned_amount,
        lots.oldest_lot_age_years,
        coalesce(lots.overdrawn_count, 0) as overdrawn_count,
        budgets.initial_budget_amount,
        budgets.adjusted_budget_amount,
        budgets.carried_over_amount,
        budgets.executed_amount,
        budgets.carried_over_executed_amount,
        greatest(lots.last_report_date, budgets.cutoff_date) as last_report_date
    from lots
    full outer join budgets
        on
            lots.project_code = budgets.project_code
            and lots.source_code = budgets.source_code
            and lots.series = budgets.series

)

select * from joined
