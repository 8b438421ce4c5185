-- Rates of money at every scope, from sums and never from averages. Yuan, shares of 1.
-- One row per scope (project_source, project, source, programme), project, source and series; `all` where summed over.
-- Arrival 到位率 = arrived ÷ allocated (下达); planned arrival = arrived ÷ planned (计划应到位) of registered lots; timely
-- arrival 到位及时率 = arrived by its due date ÷ planned, of lots due; use 资金使用率 = paid ÷ arrived; payment 支付率 = paid ÷
-- allocated; budget execution 预算执行率 = executed ÷ the year's budget after adjustment. Use and execution have other
-- denominators and are two figures, never one. Arrival, use, payment and what is left over are known where of no lot of
-- the scope one side is known and the other is not: a blank is not 0, and amounts of different lots are not set against
-- each other. Overdrawn: of any lot more is paid than arrived; not so only where what is left over is known. Left over
-- 结转结余 = 上年结转 + 到位 − 支出, that is arrived less paid of cumulative figures. Below the policy's share of the budget a
-- reason is required. Source: 财预〔2020〕10号; 2013 共性指标.
-- Scope: one project.
with divided as (

    select
        scopes.*,
        case when scopes.one_sided_use_count = 0 then scopes.arrived_amount - scopes.paid_amount end
            as balance_amount,
        case when scopes.one_sided_arrival_count = 0 then scopes.arrived_amount / nullif(scopes.allocated_amount, 0) end
            as arrival_ratio,
        scopes.planned_arrived_amount / nullif(scopes.planned_amount, 0) as planned_arrival_ratio,
        scopes.timely_arrived_amount / nullif(scopes.due_planned_amount, 0) as timely_arrival_ratio,
        case when scopes.one_sided_use_count = 0 then scopes.paid_amount / nullif(scopes.arrived_amount, 0) end
            as funding_use_ratio,
        case when scopes.one_sided_payment_count = 0 then scopes.paid_amount / nullif(scopes.allocated_amount, 0) end
            as payment_ratio,
        scopes.executed_amount / nullif(scopes.adjusted_budget_amount, 0) as budget_execution_ratio
    from int_funding_by_scope as scopes

),

explained as (

    select
        divided.*,
        divided.budget_execution_ratio < policy.execution_reason_ratio as needs_deviation_reason,
        case
            when divided.overdrawn_count > 0 then true
            when divided.balance_amount is not null then false
        end as is_overdrawn,
        case
            when
                divided.arrival_ratio is not null
                and divided.funding_use_ratio is not null
                and divided.payment_ratio is not null
                then null
            when divided.series = 'operators_own' then 'operators_own_money'
            when divided.allocated_amount is null then 'no_allocation_reported'
            when divided.arrived_amount is null then 'no_arrival_reported'
            when divided.one_sided_arrival_count + divided.one_sided_use_count + divided.one_sided_payment_count > 0
                then 'partly_reported'
            when divided.allocated_amount = 0 then 'nothing_allocated'
            else 'nothing_arrived'
        end as ratio_reason,
        case
            when divided.planned_arrival_ratio is not null then null
            when divided.series = 'operators_own' then 'operators_own_money'
            when divided.unreported_planned_amount is not null then 'not_reported'
            when divided.planned_amount = 0 then 'nothing_planned'
            else 'no_lots_registered'
        end as planned_arrival_reason,
        case
            when divided.timely_arrival_ratio is not null then null
            when divided.series = 'operators_own' then 'operators_own_money'
            when divided.planned_amount is null and divided.unreported_planned_amount is null then 'no_lots_registered'
            when divided.unproven_planned_amount is not null then 'arrival_day_not_reported'
            when divided.due_planned_amount = 0 then 'nothing_planned'
            else 'no_lots_due'
        end as timely_arrival_reason,
        case
            when divided.budget_execution_ratio is not null then null
            when divided.series = 'operators_own' then 'operators_own_money'
            when divided.adjusted_budget_amount is null then 'no_budget_reported'
            else 'nothing_budgeted'
        end as budget_execution_reason
    from divided
    cross join int_policy_in_force as policy

)

select * from explained
