-- Every form of the programme, the scope of money, waivers, workdays, and what checks of all forms look at.
-- Money is yuan; lengths are metres; moments are UTC; days are Asia/Shanghai calendar days.

---------- the plan

alter table raw.plan_items add column item_class text not null default 'works'
check (item_class in ('works', 'preliminary'));

-- What a milestone is in the chain, whatever its code, and whether a document number must prove it.
alter table raw.plan_milestones add column milestone_role text not null default '';
alter table raw.plan_milestones add column needs_document boolean not null default false;

-- What a source's money may be spent on; a source without rows may be spent on everything.
create table raw.plan_funding_scopes (
    plan_version integer not null references raw.plan_versions,
    source_code text not null,
    item_code text not null,
    source_clause text not null,
    primary key (plan_version, source_code, item_code)
);

-- Mainland China's workdays, from a kept library; a day that is not listed is a workday from Monday to Friday.
create table raw.workdays (
    calendar_date date primary key,
    is_workday boolean not null
);

---------- the forms

-- One milestone of one project.
create table raw.approvals_lines (
    line_id bigint generated always as identity primary key,
    return_id bigint not null references raw.returns on delete cascade,
    sheet_name text not null,
    row_number integer not null,
    cells jsonb not null,
    unreadable_columns text[] not null default '{}',
    project_text text,
    project_code text,
    milestone_text text,
    milestone_code text,
    cutoff_date date,
    event_date date,
    document_number text,
    approved_estimate_amount numeric,
    notice_end_date date,
    has_open_objection boolean,
    audited_amount numeric,
    is_correction boolean,
    correction_document_number text,
    correction_reason text,
    remark text,
    is_accepted boolean,
    unique (return_id, sheet_name, row_number)
);
create index approvals_lines_accepted on raw.approvals_lines (project_code, cutoff_date) where is_accepted;

-- One operator's cables in one project at one cut-off date, cumulative.
create table raw.cable_lines (
    line_id bigint generated always as identity primary key,
    return_id bigint not null references raw.returns on delete cascade,
    sheet_name text not null,
    row_number integer not null,
    cells jsonb not null,
    unreadable_columns text[] not null default '{}',
    project_text text,
    project_code text,
    operator_text text,
    operator_code text,
    cutoff_date date,
    planned_length numeric,
    completed_length numeric,
    cable_cost_amount numeric,
    civil_cost_amount numeric,
    audited_cost_amount numeric,
    audit_document_number text,
    is_correction boolean,
    correction_document_number text,
    correction_reason text,
    remark text,
    is_accepted boolean,
    unique (return_id, sheet_name, row_number)
);
create index cable_lines_accepted on raw.cable_lines (project_code, cutoff_date) where is_accepted;

-- One change of one project's scheme.
create table raw.changes_lines (
    line_id bigint generated always as identity primary key,
    return_id bigint not null references raw.returns on delete cascade,
    sheet_name text not null,
    row_number integer not null,
    cells jsonb not null,
    unreadable_columns text[] not null default '{}',
    project_text text,
    project_code text,
    change_number text,
    cutoff_date date,
    change_reason text,
    contract_amount numeric,
    confirmed_changes_amount numeric,
    proposed_change_amount numeric,
    confirmation_document_number text,
    reapproval_document_number text,
    is_correction boolean,
    correction_document_number text,
    correction_reason text,
    remark text,
    is_accepted boolean,
    unique (return_id, sheet_name, row_number)
);
create index changes_lines_accepted on raw.changes_lines (project_code, cutoff_date) where is_accepted;

-- One project's budget of one source and year, executed up to the cut-off date.
create table raw.budget_lines (
    line_id bigint generated always as identity primary key,
    return_id bigint not null references raw.returns on delete cascade,
    sheet_name text not null,
    row_number integer not null,
    cells jsonb not null,
    unreadable_columns text[] not null default '{}',
    project_text text,
    project_code text,
    source_text text,
    source_code text,
    budget_year numeric,
    cutoff_date date,
    initial_budget_amount numeric,
    adjusted_budget_amount numeric,
    carried_over_amount numeric,
    executed_amount numeric,
    deviation_reason text,
    is_correction boolean,
    correction_document_number text,
    correction_reason text,
    remark text,
    is_accepted boolean,
    unique (return_id, sheet_name, row_number)
);
create index budget_lines_accepted on raw.budget_lines (project_code, cutoff_date) where is_accepted;

-- One project's survey and consent at one cut-off date, cumulative.
create table raw.residents_lines (
    line_id bigint generated always as identity primary key,
    return_id bigint not null references raw.returns on delete cascade,
    sheet_name text not null,
    row_number integer not null,
    cells jsonb not null,
    unreadable_columns text[] not null default '{}',
    project_text text,
    project_code text,
    cutoff_date date,
    surveyed_households_count numeric,
    consenting_households_count numeric,
    valid_answers_count numeric,
    very_satisfied_count numeric,
    satisfied_count numeric,
    petitions_count numeric,
    handover_date date,
    management_mode text,
    is_correction boolean,
    correction_document_number text,
    correction_reason text,
    remark text,
    is_accepted boolean,
    unique (return_id, sheet_name, row_number)
);
create index residents_lines_accepted on raw.residents_lines (project_code, cutoff_date) where is_accepted;

-- One finding of guidance or inspection, or one verified share of work.
create table raw.inspection_lines (
    line_id bigint generated always as identity primary key,
    return_id bigint not null references raw.returns on delete cascade,
    sheet_name text not null,
    row_number integer not null,
    cells jsonb not null,
    unreadable_columns text[] not null default '{}',
    project_text text,
    project_code text,
    item_text text,
    item_code text,
    cutoff_date date,
    inspected_date date,
    finding_text text,
    demand_text text,
    deadline_date date,
    closed_date date,
    verified_percent numeric,
    is_correction boolean,
    correction_document_number text,
    correction_reason text,
    remark text,
    is_accepted boolean,
    unique (return_id, sheet_name, row_number)
);
create index inspection_lines_accepted on raw.inspection_lines (project_code, cutoff_date) where is_accepted;

-- One payment by one voucher out of one fund lot.
create table raw.payments_lines (
    line_id bigint generated always as identity primary key,
    return_id bigint not null references raw.returns on delete cascade,
    sheet_name text not null,
    row_number integer not null,
    cells jsonb not null,
    unreadable_columns text[] not null default '{}',
    project_text text,
    project_code text,
    source_text text,
    source_code text,
    document_number text,
    cutoff_date date,
    voucher_number text,
    payment_date date,
    payee_text text,
    payment_amount numeric,
    item_text text,
    item_code text,
    is_correction boolean,
    correction_document_number text,
    correction_reason text,
    remark text,
    is_accepted boolean,
    unique (return_id, sheet_name, row_number)
);
create index payments_lines_accepted on raw.payments_lines (project_code, cutoff_date) where is_accepted;

-- The accepted value that a rule would have held back: who let it pass, why, and until when.
create table raw.waivers (
    waiver_id bigint generated always as identity primary key,
    rule_id text not null,
    unit_code text not null,
    project_code text,
    first_cutoff_date date not null,
    last_cutoff_date date not null,
    reason text not null,
    granted_by text not null,
    granted_at timestamptz not null,
    expires_date date not null,
    check (first_cutoff_date <= last_cutoff_date),
    check (length(trim(reason)) > 0)
);

alter table raw.findings add column waiver_id bigint references raw.waivers;
alter table raw.findings drop constraint findings_severity_check;
alter table raw.findings add constraint findings_severity_check
check (severity in ('fatal', 'error', 'warning', 'info', 'shadow'));
create index findings_of_lines on raw.findings (form, line_id) where severity in ('fatal', 'error');

---------- what checks look at

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
where versions.policy_version = (select max(newest.policy_version) from raw.policy_versions as newest);

-- Every name by which the newest plan knows something, and its code. One row per kind, name and code.
create view checking.names as
select
    'project' as kind,
    projects.project_name as name,
    projects.project_code as code
from raw.plan_projects as projects
inner join checking.plan on projects.plan_version = plan.plan_version
union
select
    'project' as kind,
    projects.project_code as name,
    projects.project_code as code
from raw.plan_projects as projects
inner join checking.plan on projects.plan_version = plan.plan_version
union
select
    'project' as kind,
    aliases.alias as name,
    aliases.project_code as code
from raw.plan_project_aliases as aliases
inner join checking.plan on aliases.plan_version = plan.plan_version
union
select
    'item' as kind,
    items.item_name as name,
    items.item_code as code
from raw.plan_items as items
inner join checking.plan on items.plan_version = plan.plan_version
union
select
    'item' as kind,
    items.item_code as name,
    items.item_code as code
from raw.plan_items as items
inner join checking.plan on items.plan_version = plan.plan_version
union
select
    'item' as kind,
    aliases.alias as name,
    aliases.item_code as code
from raw.plan_item_aliases as aliases
inner join checking.plan on aliases.plan_version = plan.plan_version
union
select
    'source' as kind,
    sources.source_name as name,
    sources.source_code as code
from raw.plan_funding_sources as sources
inner join checking.plan on sources.plan_version = plan.plan_version
union
select
    'source' as kind,
    sources.source_code as name,
    sources.source_code as code
from raw.plan_funding_sources as sources
inner join checking.plan on sources.plan_version = plan.plan_version
union
select
    'source' as kind,
    aliases.alias as name,
    aliases.source_code as code
from raw.plan_funding_source_aliases as aliases
inner join checking.plan on aliases.plan_version = plan.plan_version
union
select
    'milestone' as kind,
    replace(milestones.milestone_name, ' ', '') as name,
    milestones.milestone_code as code
from raw.plan_milestones as milestones
inner join checking.plan on milestones.plan_version = plan.plan_version
union
select
    'milestone' as kind,
    milestones.milestone_code as name,
    milestones.milestone_code as code
from raw.plan_milestones as milestones
inner join checking.plan on milestones.plan_version = plan.plan_version
union
select
    'operator' as kind,
    units.unit_name as name,
    units.unit_code as code
from raw.plan_units as units
inner join checking.plan on units.plan_version = plan.plan_version
union
select
    'operator' as kind,
    units.unit_code as name,
    units.unit_code as code
from raw.plan_units as units
inner join checking.plan on units.plan_version = plan.plan_version
union
select
    'operator' as kind,
    aliases.alias as name,
    aliases.unit_code as code
from raw.plan_unit_aliases as aliases
inner join checking.plan on aliases.plan_version = plan.plan_version;

-- For each newer form, as for progress and spending: its lines now being checked, and what they may be held against.
do $$
declare
    form text;
begin
    foreach form in array array['approvals', 'cable', 'changes', 'budget', 'residents', 'inspection', 'payments'] loop
        execute format($view$
            create view checking.%1$s_lines as
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
            from raw.%1$s_lines as lines
            inner join raw.returns as returns on lines.return_id = returns.return_id and returns.state = 'read'
            cross join checking.plan
            inner join raw.plan_units as units
                on returns.unit_code = units.unit_code and plan.plan_version = units.plan_version
            left join checking.projects as projects on lines.project_code = projects.project_code
        $view$, form);
        execute format($view$
            create view checking.%1$s_history as
            select
                lines.*,
                returns.unit_code,
                units.unit_type,
                returns.received_at
            from raw.%1$s_lines as lines
            inner join raw.returns as returns on lines.return_id = returns.return_id
            cross join checking.plan
            inner join raw.plan_units as units
                on returns.unit_code = units.unit_code and plan.plan_version = units.plan_version
            where
                lines.is_accepted
                or (
                    returns.state = 'read'
                    and not exists (
                        select 1 from raw.findings as found
                        where
                            found.form = '%1$s'
                            and found.line_id = lines.line_id
                            and found.severity in ('fatal', 'error')
                    )
                )
        $view$, form);
    end loop;
end
$$;

-- Milestones reported, with what they are in the chain and whether a document must prove them. One row per line.
create view checking.milestones_reported as
select
    history.*,
    milestones.milestone_role
from checking.approvals_history as history
cross join checking.plan
inner join raw.plan_milestones as milestones
    on history.milestone_code = milestones.milestone_code and plan.plan_version = milestones.plan_version;

-- Milestones now being checked, likewise. One row per line.
create view checking.milestone_lines as
select
    lines.*,
    milestones.milestone_role,
    milestones.needs_document
from checking.approvals_lines as lines
cross join checking.plan
inner join raw.plan_milestones as milestones
    on lines.milestone_code = milestones.milestone_code and plan.plan_version = milestones.plan_version;

-- Every line of every form: where it stands and whether it counts. One row per line.
-- Where each line now being checked stands: the same of the returns of this run.
do $$
declare
    forms text[] := array[
        'progress', 'spending', 'approvals', 'cable', 'changes', 'budget', 'residents', 'inspection', 'payments'
    ];
begin
    execute 'create view raw.lines as ' || (
        select string_agg(
            format(
                'select %1$L::text as form, line_id, return_id, sheet_name, row_number, project_code, cutoff_date,'
                ' unreadable_columns, is_accepted from raw.%1$s_lines',
                form
            ),
            ' union all '
        )
        from unnest(forms) as form
    );
    execute 'create or replace view checking.places as
        select lines.form, lines.line_id, lines.return_id, lines.sheet_name, lines.row_number, lines.unreadable_columns,
            lines.project_code, lines.cutoff_date
        from raw.lines as lines
        inner join raw.returns as returns on lines.return_id = returns.return_id and returns.state = ''read''';
end
$$;
