-- Each payment to a cable operator out of public money, as vouchers name it or an alias of it. Yuan.
-- One row per project, operator and voucher.
select
    payments.project_code,
    projects.project_name,
    units.unit_code as operator_code,
    payments.source_code,
    sources.source_name,
    payments.document_number,
    payments.voucher_number,
    payments.payment_amount,
    sources.is_upper_level,
    'public_funds' as series
from int_payments_in_force as payments
cross join evaluation
inner join stg_plan_projects as projects on payments.project_code = projects.project_code
inner join raw.plan_funding_sources as sources
    on payments.source_code = sources.source_code and evaluation.plan_version = sources.plan_version
inner join raw.plan_units as units
    on
        evaluation.plan_version = units.plan_version
        and (
            payments.payee_text = units.unit_name
            or exists (
                select 1 from raw.plan_unit_aliases as aliases
                where
                    aliases.plan_version = units.plan_version
                    and aliases.unit_code = units.unit_code
                    and aliases.alias = payments.payee_text
            )
        )
where sources.is_public_money
