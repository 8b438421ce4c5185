-- The durable records: what the plan says, what was received, what was found. Never dropped, only appended to.
-- Money is yuan; areas are square metres; moments are UTC; days are Asia/Shanghai calendar days.
create schema if not exists raw;
create schema if not exists candidate;
create schema if not exists marts;
create extension if not exists fuzzystrmatch;

---------- the plan, as versions

create table raw.plan_versions (
    plan_version integer generated always as identity primary key,
    programme_code text not null,
    programme_name text not null,
    document_title text not null,
    document_date date not null,
    effective_date date not null,
    content_sha256 char(64) not null unique,
    recorded_at timestamptz not null
);

create table raw.plan_units (
    plan_version integer not null references raw.plan_versions,
    unit_code text not null,
    unit_name text not null,
    unit_name_en text not null,
    unit_type text not null,
    duties text not null,
    primary key (plan_version, unit_code)
);

create table raw.plan_unit_aliases (
    plan_version integer not null references raw.plan_versions,
    alias text not null,
    unit_code text not null,
    primary key (plan_version, alias)
);

create table raw.plan_projects (
    plan_version integer not null references raw.plan_versions,
    project_code text not null,
    serial_number integer not null,
    project_name text not null,
    planned_households_count integer not null,
    planned_buildings_count integer not null,
    planned_area_quantity numeric not null,
    planned_investment_amount numeric(18, 2) not null,
    window_text text not null,
    window_start_date date not null,
    window_end_date date not null,
    is_pilot boolean not null,
    primary key (plan_version, project_code),
    unique (plan_version, project_name)
);

create table raw.plan_project_aliases (
    plan_version integer not null references raw.plan_versions,
    alias text not null,
    project_code text not null,
    primary key (plan_version, alias)
);

create table raw.plan_declared_totals (
    plan_version integer not null references raw.plan_versions,
    measure text not null,
    declared_quantity numeric,
    quantity_unit text not null,
    is_approximate boolean not null,
    tolerance_ratio numeric not null,
    source_clause text not null,
    primary key (plan_version, measure)
);

create table raw.plan_items (
    plan_version integer not null references raw.plan_versions,
    item_code text not null,
    item_name text not null,
    item_name_en text not null,
    aspect text not null,
    lead_unit_code text not null,
    measure_unit text,
    source_clause text not null,
    primary key (plan_version, item_code)
);

create table raw.plan_item_aliases (
    plan_version integer not null references raw.plan_versions,
    alias text not null,
    item_code text not null,
    primary key (plan_version, alias)
);

-- Which items each community has chosen, and the share of its cost that each stands for.
create table raw.plan_project_items (
    plan_version integer not null references raw.plan_versions,
    project_code text not null,
    item_code text not null,
    weight_ratio numeric not null,
    basis text not null,
    primary key (plan_version, project_code, item_code)
);

-- Which unit may file which form; item_code null means every item.
create table raw.plan_duties (
    plan_version integer not null references raw.plan_versions,
    unit_code text not null,
    form text not null,
    item_code text,
    source_clause text not null,
    unique nulls not distinct (plan_version, unit_code, form, item_code)
);

create table raw.plan_milestones (
    plan_version integer not null references raw.plan_versions,
    milestone_code text not null,
    milestone_name text not null,
    milestone_name_en text not null,
    owner_unit_code text not null,
    evidence text not null,
    guard_milestone_codes text[] not null,
    primary key (plan_version, milestone_code)
);

create table raw.plan_funding_sources (
    plan_version integer not null references raw.plan_versions,
    source_code text not null,
    source_name text not null,
    source_name_en text not null,
    is_upper_level boolean not null,
    is_public_money boolean not null,
    source_clause text not null,
    primary key (plan_version, source_code)
);

create table raw.plan_funding_source_aliases (
    plan_version integer not null references raw.plan_versions,
    alias text not null,
    source_code text not null,
    primary key (plan_version, alias)
);

-- Who owes which form for which cut-off dates: one row per unit and form, monthly from first to last cut-off.
create table raw.plan_reporting_calendar (
    plan_version integer not null references raw.plan_versions,
    unit_code text not null,
    form text not null,
    frequency text not null check (frequency = 'month'),
    first_cutoff_date date not null,
    last_cutoff_date date not null,
    due_days_after_cutoff integer not null,
    grace_days integer not null,
    primary key (plan_version, unit_code, form)
);

create table raw.policy_versions (
    policy_version integer generated always as identity primary key,
    content_sha256 char(64) not null unique,
    content jsonb not null,
    recorded_at timestamptz not null
);

---------- returns: what was received, from whom, and what came of it

create table raw.returns (
    return_id bigint generated always as identity primary key,
    unit_code text not null,
    channel text not null check (channel in ('folder', 'http')),
    file_name text not null,
    file_sha256 char(64) not null,
    file_bytes bigint not null,
    archive_path text not null,
    received_at timestamptz not null,
    state text not null default 'registered' check (state in ('registered', 'read', 'checked', 'judged', 'answered')),
    verdict text check (verdict in ('accepted', 'partly_returned', 'returned', 'refused')),
    forms text[] not null default '{}',
    cutoff_date date,
    text_encoding text,
    lines_count integer not null default 0,
    accepted_lines_count integer not null default 0,
    plan_version integer references raw.plan_versions,
    policy_version integer references raw.policy_versions,
    judged_at timestamptz,
    receipt_path text,
    unique (unit_code, file_sha256)
);
create index returns_by_state on raw.returns (state) where state <> 'answered';

-- One row per row of a progress form: one project and renovation item at one cut-off date. Figures are cumulative.
create table raw.progress_lines (
    line_id bigint generated always as identity primary key,
    return_id bigint not null references raw.returns on delete cascade,
    sheet_name text not null,
    row_number integer not null,
    cells jsonb not null,
    unreadable_columns text[] not null default '{}',
    project_text text,
    item_text text,
    project_code text,
    item_code text,
    cutoff_date date,
    completed_percent numeric,
    previous_completed_percent numeric,
    period_completed_percent numeric,
    investment_amount numeric,
    completed_households_count numeric,
    completed_buildings_count numeric,
    completed_area_quantity numeric,
    is_correction boolean,
    correction_document_number text,
    correction_reason text,
    remark text,
    is_accepted boolean,
    unique (return_id, sheet_name, row_number)
);
create index progress_lines_accepted on raw.progress_lines (project_code, cutoff_date) where is_accepted;
create index progress_lines_by_return on raw.progress_lines (return_id);

-- One row per row of a spending form: one project, funding source and document number at one cut-off date. Cumulative.
create table raw.spending_lines (
    line_id bigint generated always as identity primary key,
    return_id bigint not null references raw.returns on delete cascade,
    sheet_name text not null,
    row_number integer not null,
    cells jsonb not null,
    unreadable_columns text[] not null default '{}',
    project_text text,
    source_text text,
    project_code text,
    source_code text,
    document_number text,
    cutoff_date date,
    allocated_amount numeric,
    arrived_amount numeric,
    paid_amount numeric,
    previous_paid_amount numeric,
    period_paid_amount numeric,
    is_correction boolean,
    correction_document_number text,
    correction_reason text,
    remark text,
    is_accepted boolean,
    unique (return_id, sheet_name, row_number)
);
create index spending_lines_accepted on raw.spending_lines (project_code, cutoff_date) where is_accepted;
create index spending_lines_by_return on raw.spending_lines (return_id);

-- One row per fault or note: rule, place, and the facts its message names.
create table raw.findings (
    finding_id bigint generated always as identity primary key,
    return_id bigint not null references raw.returns on delete cascade,
    rule_id text not null,
    severity text not null check (severity in ('fatal', 'error', 'warning', 'info')),
    form text,
    line_id bigint,
    sheet_name text,
    row_number integer,
    column_name text,
    facts jsonb not null default '{}',
    found_by text not null check (found_by in ('reading', 'checking')),
    unique nulls not distinct (return_id, rule_id, form, sheet_name, row_number, column_name)
);

---------- what was published and what was sent

create table raw.publications (
    publication_id bigint generated always as identity primary key,
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null references raw.plan_versions,
    policy_version integer not null references raw.policy_versions,
    state text not null check (state in ('built', 'published', 'contract_violated')),
    contract_failures jsonb not null default '[]',
    built_at timestamptz not null default now(),
    published_at timestamptz
);

create table raw.digests (
    digest_key text primary key,
    as_of_date date not null,
    subject text not null,
    folder_path text not null,
    recorded_at timestamptz not null,
    sent_at timestamptz,
    recipients text[] not null default '{}'
);
