-- What each cable operator was paid out of public money in each project, as vouchers name it or an alias of it. Yuan.
-- One row per project and operator. The subsidy comes out of the county's own money; what an upper-level lot was
-- charged with stands apart, because it may not be. Source: 四（三）二.
-- Scope: one project.
with names as (

    select
        units.unit_code,
        units.unit_name as payee_name
    from raw.plan_units as units
    inner join evaluation on units.plan_version = evaluation.plan_version
    union
    select
        aliases.unit_code,
        aliases.alias as payee_name
    from raw.plan_unit_aliases as aliases
    inner join evaluation on aliases.plan_version = evaluation.plan_version

),

summed as (

    select
        payments.project_code,
        names.unit_code as operator_code,
        sum(payments.payment_amount) filter (where not sources.is_upper_level) as paid_amount,
        sum(payments.payment_amount) filter (where sources.is_upper_level) as upper_paid_amount
    from int_payments_in_force as payments
    cross join evaluation
    inner join names on payments.payee_text = names.payee_name
    inner join raw.plan_funding_sources as sources
        on payments.source_code = sources.source_code and evaluation.plan_version = sources.plan_version
    where sources.is_public_money
    group by payments.project_code, names.unit_code

)

select * from summed
