-- Why a scheme is changed, how much cable lies underground, and why a to-complete index is unknown.

alter table marts.project_performance
add column to_complete_estimate_performance_reason text;
alter table candidate.project_performance
add column to_complete_estimate_performance_reason text;
comment on column marts.project_performance.to_complete_estimate_performance_reason is '完工尚需绩效指数（按完工估算）为空的原因 | Why the to-complete index by the estimate is unknown';

alter table marts.cable_subsidy
add column completed_length_ratio numeric(24, 6),
add column completed_length_reason text;
alter table candidate.cable_subsidy
add column completed_length_ratio numeric(24, 6),
add column completed_length_reason text;
comment on column marts.cable_subsidy.completed_length_ratio is '下地完成率（累计下地÷计划下地长度） | Length put underground over the length planned';
comment on column marts.cable_subsidy.completed_length_reason is '下地完成率为空的原因 | Why that share is unknown';

create table marts.scheme_changes (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    project_code text not null,
    project_name text not null,
    change_number text not null,
    change_reason text,
    first_report_date date not null,
    last_report_date date not null,
    contract_amount numeric(18, 2),
    confirmed_changes_amount numeric(18, 2),
    proposed_change_amount numeric(18, 2),
    confirmation_document_number text,
    reapproval_document_number text,
    reported_by_unit_code text not null,
    reported_by_unit_name text not null,
    is_proposed boolean not null,
    is_newest boolean not null,
    primary key (as_of_date, project_code, change_number)
);
comment on table marts.scheme_changes is '变更明细：每个项目、变更编号和时点一行 | Changes of schemes: one row per project, change number and as-of date';
comment on column marts.scheme_changes.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.scheme_changes.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.scheme_changes.plan_version is '计划版本 | Plan version in force';
comment on column marts.scheme_changes.policy_version is '政策版本 | Policy version';
comment on column marts.scheme_changes.project_code is '项目编码 | Project code';
comment on column marts.scheme_changes.project_name is '小区名称 | Community';
comment on column marts.scheme_changes.change_number is '变更编号 | Number of the change';
comment on column marts.scheme_changes.change_reason is '变更原因（原文） | Why, in the words of who filed it';
comment on column marts.scheme_changes.first_report_date is '首次填报截止日 | Cut-off at which the change was first reported';
comment on column marts.scheme_changes.last_report_date is '最近填报截止日 | Cut-off of the line that stands';
comment on column marts.scheme_changes.contract_amount is '合同价（元，该次填报） | Contract cost as that line states it';
comment on column marts.scheme_changes.confirmed_changes_amount is '累计已确认变更（元，该次填报） | Changes confirmed so far, as that line states them';
comment on column marts.scheme_changes.proposed_change_amount is '本次变更（元） | What this change comes to';
comment on column marts.scheme_changes.confirmation_document_number is '确认文号 | Document of its confirmation';
comment on column marts.scheme_changes.reapproval_document_number is '报批文号 | Document of the new approval';
comment on column marts.scheme_changes.reported_by_unit_code is '填报单位编码 | Unit that said so';
comment on column marts.scheme_changes.reported_by_unit_name is '填报单位 | Its name';
comment on column marts.scheme_changes.is_proposed is '是否仍为拟变更（未计入已确认变更） | Whether it is only proposed, and not yet within the confirmed total';
comment on column marts.scheme_changes.is_newest is '是否该项目最新一次变更填报 | Whether it is the newest word on the cost of its project';
create table candidate.scheme_changes (like marts.scheme_changes including all);
