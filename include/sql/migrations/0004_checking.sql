-- What checks look at: the lines of returns that are read and not yet checked, and what stood before them.
create schema checking;

-- The newest policy, typed. One row.
create view checking.policy as
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
    (versions.content #>> '{limit,spending_without_progress_ratio}')::numeric as spending_without_progress_ratio
from raw.policy_versions as versions
where versions.policy_version = (select max(newest.policy_version) from raw.policy_versions as newest);

-- The newest plan version. One row.
create view checking.plan as
select max(versions.plan_version) as plan_version
from raw.plan_versions as versions;

-- The communities of the newest plan, with the programme's total investment beside each.
create view checking.projects as
select
    projects.*,
    sum(projects.planned_investment_amount) over () as programme_investment_amount
from raw.plan_projects as projects
inner join checking.plan on projects.plan_version = plan.plan_version;

-- Progress lines now being checked, with their unit and plan line. One row per line.
create view checking.progress_lines as
select
    lines.*,
    returns.unit_code,
    units.unit_name,
    units.unit_type,
    (returns.received_at at time zone 'Asia/Shanghai')::date as received_date,
    projects.project_name,
    projects.planned_households_count,
    projects.planned_buildings_count,
    projects.planned_area_quantity,
    projects.planned_investment_amount,
    projects.programme_investment_amount
from raw.progress_lines as lines
inner join raw.returns as returns on lines.return_id = returns.return_id and returns.state = 'read'
cross join checking.plan
inner join raw.plan_units as units on returns.unit_code = units.unit_code and plan.plan_version = units.plan_version
left join checking.projects as projects on lines.project_code = projects.project_code;

-- Spending lines now being checked, with their unit and plan line. One row per line.
create view checking.spending_lines as
select
    lines.*,
    returns.unit_code,
    units.unit_name,
    units.unit_type,
    (returns.received_at at time zone 'Asia/Shanghai')::date as received_date,
    projects.project_name,
    projects.planned_investment_amount,
    projects.programme_investment_amount
from raw.spending_lines as lines
inner join raw.returns as returns on lines.return_id = returns.return_id and returns.state = 'read'
cross join checking.plan
inner join raw.plan_units as units on returns.unit_code = units.unit_code and plan.plan_version = units.plan_version
left join checking.projects as projects on lines.project_code = projects.project_code;

-- Where each line now being checked stands. One row per line of any form.
create view checking.places as
select
    'progress' as form,
    line_id,
    return_id,
    sheet_name,
    row_number,
    unreadable_columns
from checking.progress_lines
union all
select
    'spending' as form,
    line_id,
    return_id,
    sheet_name,
    row_number,
    unreadable_columns
from checking.spending_lines;

-- Progress figures that a line may be held against: accepted ones, and those of this run that no error has met so far.
create view checking.progress_history as
select
    lines.*,
    returns.unit_code,
    units.unit_type,
    returns.received_at
from raw.progress_lines as lines
inner join raw.returns as returns on lines.return_id = returns.return_id
cross join checking.plan
inner join raw.plan_units as units on returns.unit_code = units.unit_code and plan.plan_version = units.plan_version
where
    lines.is_accepted
    or (
        returns.state = 'read'
        and not exists (
            select 1 from raw.findings as found
            where found.form = 'progress' and found.line_id = lines.line_id and found.severity in ('fatal', 'error')
        )
    );

-- Spending figures that a line may be held against, likewise.
create view checking.spending_history as
select
    lines.*,
    returns.unit_code,
    units.unit_type,
    returns.received_at
from raw.spending_lines as lines
inner join raw.returns as returns on lines.return_id = returns.return_id
cross join checking.plan
inner join raw.plan_units as units on returns.unit_code = units.unit_code and plan.plan_version = units.plan_version
where
    lines.is_accepted
    or (
        returns.state = 'read'
        and not exists (
            select 1 from raw.findings as found
            where found.form = 'spending' and found.line_id = lines.line_id and found.severity in ('fatal', 'error')
        )
    );
