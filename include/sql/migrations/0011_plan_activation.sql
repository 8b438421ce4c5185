-- When which plan and which policy came into force. Going back to earlier content puts its old version in force again.
-- One row per change; never altered.
create table raw.plan_activations (
    activation_id bigint generated always as identity primary key,
    plan_version integer not null references raw.plan_versions,
    activated_at timestamptz not null
);

create table raw.policy_activations (
    activation_id bigint generated always as identity primary key,
    policy_version integer not null references raw.policy_versions,
    activated_at timestamptz not null
);

insert into raw.plan_activations (plan_version, activated_at)
select
    versions.plan_version,
    versions.recorded_at
from raw.plan_versions as versions
order by versions.plan_version;

insert into raw.policy_activations (policy_version, activated_at)
select
    versions.policy_version,
    versions.recorded_at
from raw.policy_versions as versions
order by versions.policy_version;

-- The plan that was loaded last. One row, or none.
create view raw.plan_in_force as
select activations.plan_version
from raw.plan_activations as activations
order by activations.activated_at desc, activations.activation_id desc
limit 1;

-- The policy that was loaded last. One row, or none.
create view raw.policy_in_force as
select activations.policy_version
from raw.policy_activations as activations
order by activations.activated_at desc, activations.activation_id desc
limit 1;

-- The plan that returns are checked against. One row.
create or replace view checking.plan as
select (select plan_in_force.plan_version from raw.plan_in_force) as plan_version;

-- The thresholds that returns are checked by. One row.
create or replace view checking.policy as
select
    (versions.content #>> '{tolerance,previous_plus_period_amount}')::numeric as previous_plus_period_amount,
    (versions.content #>> '{tolerance,previous_plus_period_percent}')::numeric as previous_plus_period_percent,
    (versions.content #>> '{limit,earliest_date}')::date as earliest_date,
    (versions.content #>> '{limit,quantity_error_ratio}')::numeric as quantity_error_ratio,
    (versions.content #>> '{limit,investment_error_ratio}')::numeric as investment_error_ratio,
    (versions.content #>> '{limit,unit_suspect_ratio}')::numeric as unit_suspect_ratio,
    (versions.content #>> '{limit,unit_suspect_lowest_ratio}')::numeric as unit_suspect_lowest_ratio,
    (versions.content #>> '{limit,unit_suspect_highest_ratio}')::numeric as unit_suspect_highest_ratio,
    (versions.content #>> '{limit,jump_percent}')::numeric as jump_percent,
    (versions.content #>> '{limit,jump_days}')::numeric as jump_days,
    (versions.content #>> '{limit,progress_without_spending_percent}')::numeric as progress_without_spending_percent,
    (versions.content #>> '{limit,progress_without_spending_days}')::integer as progress_without_spending_days,
    (versions.content #>> '{limit,spending_without_progress_ratio}')::numeric as spending_without_progress_ratio,
    (versions.content #>> '{light,standstill_days}')::integer as standstill_days,
    (versions.content #>> '{limit,execution_reason_ratio}')::numeric as execution_reason_ratio
from raw.policy_versions as versions
inner join raw.policy_in_force on versions.policy_version = policy_in_force.policy_version;
