-- What each operator has put underground, what it claims for it, what is audited and what the subsidy comes to, over
-- all projects. Metres, yuan; null where it is known of no project.
-- One row per operator of whom any cable line stands. Measured: of the projects whose planned and completed lengths are
-- both known.
-- Scope: sums over projects.
select
    subsidies.operator_code as unit_code,
    count(*) as cable_projects_count,
    sum(subsidies.planned_length) as planned_length,
    sum(subsidies.completed_length) as completed_length,
    sum(subsidies.planned_length) filter (where subsidies.completed_length is not null) as measured_planned_length,
    sum(subsidies.completed_length) filter (where subsidies.planned_length is not null) as measured_completed_length,
    sum(subsidies.cable_cost_amount) as cable_cost_amount,
    sum(subsidies.audited_cost_amount) as audited_cost_amount,
    sum(subsidies.subsidy_amount) as subsidy_amount,
    count(subsidies.subsidy_amount) as subsidised_projects_count,
    count(*) filter (where subsidies.status = 'awaiting_audit') as awaiting_audit_projects_count,
    count(*) filter (where subsidies.status = 'not_eligible') as excluded_projects_count
from cable_subsidy as subsidies
group by subsidies.operator_code
