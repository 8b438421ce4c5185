-- The subsidy of each operator's cables, with the base of its ratio; the sum of what is known last.
-- One row per project and operator, and the programme's. Yuan, metres.
with subsidies as (

    select
        subsidy.project_code,
        subsidy.project_name,
        subsidy.operator_code,
        subsidy.operator_name,
        subsidy.base_name,
        subsidy.status,
        subsidy.audit_document_number,
        subsidy.base_amount,
        subsidy.upper_amount,
        subsidy.subsidy_ratio,
        subsidy.completed_length_ratio,
        sum(subsidy.planned_length) as planned_length,
        sum(subsidy.completed_length) as completed_length,
        sum(subsidy.cable_cost_amount) as cable_cost_amount,
        sum(subsidy.civil_cost_amount) as civil_cost_amount,
        sum(subsidy.eligible_cost_amount) as eligible_cost_amount,
        sum(subsidy.subsidy_amount) as subsidy_amount,
        sum(subsidy.paid_amount) as paid_amount,
        case when grouping(subsidy.project_code) = 1 then 'programme' end as sum_of
    from marts.cable_subsidy as subsidy
    where subsidy.as_of_date = :as_of_date
    group by
        grouping sets (
            (
                subsidy.project_code,
                subsidy.project_name,
                subsidy.operator_code,
                subsidy.operator_name,
                subsidy.base_name,
                subsidy.status,
                subsidy.audit_document_number,
                subsidy.base_amount,
                subsidy.upper_amount,
                subsidy.subsidy_ratio,
                subsidy.completed_length_ratio
            ),
            ()
        )

)

select subsidies.*
from subsidies
where subsidies.sum_of is null or subsidies.cable_cost_amount is not null
order by subsidies.sum_of asc nulls first, subsidies.project_code asc, subsidies.operator_code asc
