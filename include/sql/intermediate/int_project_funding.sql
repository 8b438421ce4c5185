-- Three money series per project, never added to one another. Yuan, cumulative.
-- One row per project with any spending line or registered lot: public funds by the finance bureau, payments to
-- contractors by the implementing company (actual cost), operators' own money as a memo. one_sided: lots of public
-- funds of which one of two amounts is known and the other is not.
-- Scope: one project.
with public_funds as (

    select
        lots.project_code,
        sum(lots.allocated_amount) as allocated_amount,
        sum(lots.arrived_amount) as arrived_amount,
        sum(lots.paid_amount) as paid_amount,
        count(*) filter (where (lots.allocated_amount is null) <> (lots.arrived_amount is null))
            as one_sided_arrival_count,
        count(*) filter (where (lots.arrived_amount is null) <> (lots.paid_amount is null)) as one_sided_use_count,
        count(*) filter (where (lots.allocated_amount is null) <> (lots.paid_amount is null))
            as one_sided_payment_count
    from int_fund_lots as lots
    where lots.series = 'public_funds'
    group by lots.project_code

),

others as (

    select
        lines.project_code,
        sum(lines.paid_amount) filter (where lines.unit_type = 'implementing_company') as actual_cost_amount,
        sum(lines.paid_amount) filter (where lines.unit_type = 'utility') as operators_own_amount
    from int_spending_lines_in_force as lines
    group by lines.project_code

)

select
    coalesce(public_funds.project_code, others.project_code) as project_code,
    public_funds.allocated_amount,
    public_funds.arrived_amount,
    public_funds.paid_amount,
    public_funds.one_sided_arrival_count,
    public_funds.one_sided_use_count,
    public_funds.one_sided_payment_count,
    others.actual_cost_amount,
    others.operators_own_amount
from public_funds
full outer join others on public_funds.project_code = others.project_code
