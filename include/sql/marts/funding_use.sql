-- Money by project and source on the as-of date: allocated, arrived, paid, left. Yuan, cumulative.
-- One row per project, funding source, series and as-of date. Series are never added: public_funds is what the
-- finance bureau reports; operators_own is what utilities spend of their own.
with lines_in_force as (

    select * from int_spending_lines_in_force

),

summed as (

    select
        lines_in_force.project_code,
        lines_in_force.source_code,
        case lines_in_force.unit_type when 'finance_bureau' then 'public_funds' else 'operators_own' end as series,
        count(distinct lines_in_force.document_number) as documents_count,
        sum(lines_in_force.allocated_amount) as allocated_amount,
        sum(lines_in_force.arrived_amount) as arrived_amount,
        sum(lines_in_force.paid_amount) as paid_amount,
        max(lines_in_force.cutoff_date) as last_report_date
    from lines_in_force
    where lines_in_force.unit_type in ('finance_bureau', 'utility')
    group by 1, 2, 3

),

divided as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version,
        summed.project_code,
        projects.project_name,
        summed.source_code,
        sources.source_name,
        summed.series,
        summed.documents_count,
        summed.allocated_amount,
        summed.arrived_amount,
        summed.paid_amount,
        summed.arrived_amount - summed.paid_amount as balance_amount,
        summed.arrived_amount / nullif(summed.allocated_amount, 0) as arrival_ratio,
        summed.paid_amount / nullif(summed.arrived_amount, 0) as funding_use_ratio,
        summed.paid_amount / nullif(summed.allocated_amount, 0) as payment_ratio,
        case
            when summed.series = 'operators_own' then 'operators_own_money'
            when summed.allocated_amount is null then 'no_allocation_reported'
            when summed.allocated_amount = 0 then 'nothing_allocated'
            when coalesce(summed.arrived_amount, 0) = 0 then 'nothing_arrived'
        end as ratio_reason,
        summed.last_report_date
    from summed
    cross join evaluation
    inner join stg_plan_projects as projects on summed.project_code = projects.project_code
    inner join raw.plan_funding_sources as sources
        on
            summed.source_code = sources.source_code
            and evaluation.plan_version = sources.plan_version

)

select * from divided
