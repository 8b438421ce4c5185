-- 项目支出绩效自评表 sets this year's appropriation, money carried over and other money apart, each with its execution: a
-- budget may say how much of what was executed came out of the money carried over.

drop view checking.budget_lines;
drop view checking.budget_history;
alter table raw.budget_lines add column carried_over_executed_amount numeric;

-- Budgets now being checked, with their unit and plan line. One row per line.
create view checking.budget_lines as
select
    lines.*,
    returns.unit_code,
    units.unit_name,
    units.unit_type,
    (returns.received_at at time zone 'Asia/Shanghai')::date as received_date,
    projects.project_name,
    projects.planned_households_count,
    projects.planned_investment_amount,
    projects.programme_investment_amount
from raw.budget_lines as lines
inner join raw.returns as returns on lines.return_id = returns.return_id and returns.state = 'read'
cross join checking.plan
inner join raw.plan_units as units on returns.unit_code = units.unit_code and plan.plan_version = units.plan_version
left join checking.projects as projects on lines.project_code = projects.project_code;

-- Budgets that they may be held against: accepted ones, and those in check without a fault. One row per line.
create view checking.budget_history as
select
    lines.*,
    returns.unit_code,
    units.unit_type,
    returns.received_at
from raw.budget_lines as lines
inner join raw.returns as returns on lines.return_id = returns.return_id
cross join checking.plan
inner join raw.plan_units as units on returns.unit_code = units.unit_code and plan.plan_version = units.plan_version
where
    lines.is_accepted
    or (
        returns.state = 'read'
        and not exists (
            select 1 from raw.findings as found
            where
                found.form = 'budget'
                and found.line_id = lines.line_id
                and found.severity in ('fatal', 'error')
        )
    );

alter table marts.funding_use add column carried_over_executed_amount numeric(18, 2);
alter table candidate.funding_use add column carried_over_executed_amount numeric(18, 2);
alter table marts.funding_totals add column carried_over_executed_amount numeric(18, 2);
alter table candidate.funding_totals add column carried_over_executed_amount numeric(18, 2);
comment on column marts.funding_use.carried_over_executed_amount is '全年执行数中的上年结转执行数（元） | Executed out of carried-over money';
comment on column marts.funding_totals.carried_over_executed_amount is '全年执行数中的上年结转执行数（元；有结转未分列则为空） | Executed out of carried-over money; null where a budget with such money does not say';
