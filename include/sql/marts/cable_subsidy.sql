-- The subsidy for putting cables underground: audited cost × the share that upper-level subsidy bears (四（三）二).
-- One row per project, operator and as-of date. Yuan; the amount is rounded half up to fen, once, from exact inputs.
-- Without an audit, or where the ratio cannot be known, there is no amount, which is not 0. Civil works are no part of
-- it. Paid: the milestone 管线补助兑付 is reported, or vouchers to the operator reach the amount. Operators that the policy
-- leaves out are shown without an amount.
-- Scope: one project.
with joined as (

    select
        spent.*,
        bases.upper_amount,
        bases.base_name,
        bases.base_amount,
        bases.upper_within_base_amount / bases.base_amount as subsidy_ratio,
        round(spent.eligible_cost_amount * bases.upper_within_base_amount / bases.base_amount, 2)
            as rounded_subsidy_amount,
        payments.paid_amount,
        payments.upper_paid_amount,
        milestones.closed_date as paid_date,
        policy.excluded_operator_codes @> to_jsonb(spent.operator_code) as is_excluded
    from int_cable_costs as spent
    cross join int_policy_in_force as policy
    inner join int_cable_bases as bases on spent.project_code = bases.project_code
    left join int_cable_payments as payments
        on spent.project_code = payments.project_code and spent.operator_code = payments.operator_code
    left join int_milestones_held as milestones
        on spent.project_code = milestones.project_code and milestones.milestone_role = 'cable_subsidy'

),

judged as (

    select
        joined.*,
        case
            when joined.is_excluded then 'not_eligible'
            when joined.eligible_cost_amount is null then 'awaiting_audit'
            when joined.rounded_subsidy_amount is null then 'ratio_unknown'
            when joined.paid_date is not null or joined.paid_amount >= joined.rounded_subsidy_amount then 'paid'
            else 'payable'
        end as status
    from joined

),

described as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version,
        judged.*,
        projects.project_name,
        units.unit_name as operator_name,
        case when not judged.is_excluded then judged.rounded_subsidy_amount end as subsidy_amount
    from judged
    cross join evaluation
    inner join stg_plan_projects as projects on judged.project_code = projects.project_code
    inner join raw.plan_units as units
        on judged.operator_code = units.unit_code and evaluation.plan_version = units.plan_version

)

select * from described
