-- Three money series per project, never added to one another. Yuan, cumulative.
-- One row per project with any spending line: public funds by the finance bureau, payments to contractors by the
-- implementing company (actual cost), operators' own money as a memo.
-- Scope: one project.
with lines_in_force as (

    select
        lines.*,
        lines.unit_type = 'finance_bureau' as is_public_funds
    from int_spending_lines_in_force as lines

),

summed as (

    select
        lines_in_force.project_code,
        sum(lines_in_force.allocated_amount) filter (where lines_in_force.is_public_funds) as allocated_amount,
        sum(lines_in_force.arrived_amount) filter (where lines_in_force.is_public_funds) as arrived_amount,
        sum(lines_in_force.paid_amount) filter (where lines_in_force.is_public_funds) as paid_amount,
        sum(lines_in_force.paid_amount) filter (
            where lines_in_force.unit_type = 'implementing_company'
        ) as actual_cost_amount,
        sum(lines_in_force.paid_amount) filter (
            where lines_in_force.unit_type = 'utility'
        ) as operators_own_amount
    from lines_in_force
    group by lines_in_force.project_code

)

select * from summed
