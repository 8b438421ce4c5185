-- What lags item by item, for the units that answer for each item; and alerts of items beside those of projects.

create table marts.lagging_items (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    light_profile text not null,
    project_code text not null,
    project_name text not null,
    item_code text not null,
    item_name text not null,
    item_name_en text not null,
    owner_unit_code text not null,
    owner_unit_name text not null,
    owner_unit_name_en text not null,
    is_lead boolean not null,
    level text not null,
    reasons jsonb not null,
    curve_name text not null,
    planned_ratio numeric(16, 6) not null,
    reported_ratio numeric(16, 6) not null,
    gap_ratio numeric(16, 6) not null,
    window_end_date date not null,
    reported_basis text not null,
    reported_date date not null,
    return_ids bigint[] not null,
    data_state text not null,
    primary key (as_of_date, project_code, item_code, owner_unit_code),
    check (level in ('yellow', 'red')),
    check (reported_basis in ('own', 'company', 'item')),
    check (data_state in ('current', 'carried_forward', 'pending_check', 'stale'))
);
comment on table marts.lagging_items is '滞后事项：每个项目、改造事项、责任单位和时点一行 | Lagging items: one row per project, item, owner unit and as-of date';
comment on column marts.lagging_items.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.lagging_items.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.lagging_items.plan_version is '计划版本 | Plan version in force';
comment on column marts.lagging_items.policy_version is '政策版本 | Policy version';
comment on column marts.lagging_items.light_profile is '预警方案名称 | Name of the threshold profile';
comment on column marts.lagging_items.project_code is '项目编码 | Project code';
comment on column marts.lagging_items.project_name is '小区名称 | Community';
comment on column marts.lagging_items.item_code is '改造事项编码 | Renovation item';
comment on column marts.lagging_items.item_name is '改造事项名称 | Name of the item';
comment on column marts.lagging_items.item_name_en is '改造事项英文名称 | Its English name';
comment on column marts.lagging_items.owner_unit_code is '责任单位代码：牵头单位，或有该事项进度填报责任的单位 | Unit that answers: it leads the item, or has the duty to report it';
comment on column marts.lagging_items.owner_unit_name is '责任单位名称 | Name of that unit';
comment on column marts.lagging_items.owner_unit_name_en is '责任单位英文名称 | Its English name';
comment on column marts.lagging_items.is_lead is '是否该事项的牵头单位 | Whether it leads the item';
comment on column marts.lagging_items.level is '级别：yellow 黄 red 红，取未通过各项中最重者 | Level: the worst of the tests failed';
comment on column marts.lagging_items.reasons is '未通过的各项及事实 | Every test failed, with its facts';
comment on column marts.lagging_items.curve_name is '项目进度曲线 | Curve of the project''s plan';
comment on column marts.lagging_items.planned_ratio is '按社区进度计划推算的应完成比例（计划不分事项定工期） | Share that the project''s own curve asks for; the plan has no windows of items';
comment on column marts.lagging_items.reported_ratio is '填报完成比例 | Share reported';
comment on column marts.lagging_items.gap_ratio is '填报减应完成 | Reported less planned';
comment on column marts.lagging_items.window_end_date is '项目计划完成日 | Last planned day of the project';
comment on column marts.lagging_items.reported_basis is '填报依据：own 本单位填报 company 建设单位填报 item 事项综合（各单位平均或核定） | Whose word: the unit''s own, the company''s, or the item''s figure';
comment on column marts.lagging_items.reported_date is '该填报的截止日 | Cut-off of that word';
comment on column marts.lagging_items.return_ids is '依据的报表编号 | Returns behind it';
comment on column marts.lagging_items.data_state is '数据状态：current 当期 carried_forward 沿用 pending_check 待核 stale 过期（超过有效天数，暂不另判） | How fresh the word is; stale: older than a return stays valid, so nothing is judged anew';
create table candidate.lagging_items (like marts.lagging_items including all);

alter table marts.alert_spells drop constraint alert_spells_kind_check;
alter table marts.alert_spells add constraint alert_spells_kind_check
check (kind in ('project', 'item', 'money', 'data'));
alter table candidate.alert_spells drop constraint alert_spells_kind_check;
alter table candidate.alert_spells add constraint alert_spells_kind_check
check (kind in ('project', 'item', 'money', 'data'));
comment on column marts.alert_spells.kind is '类别：project 进度 item 事项 money 资金 data 报送 | Kind: project, item, money, data';
comment on column marts.alert_spells.subject_kind is '对象：project 项目 item 项目的事项 unit 单位 | Of what: a project, items of a project, or a unit';
comment on column marts.alert_spells.case_key is '同一规则下的事项：报送为表种及截止日，事项为事项及责任单位，无则为空串 | Which case of the rule: form and cut-off, or item and owner unit; empty where there is one';
comment on column marts.alert_events.kind is '类别：project 进度 item 事项 money 资金 data 报送 | Kind: project, item, money, data';
comment on column marts.alert_events.subject_kind is '对象：project 项目 item 项目的事项 unit 单位 | Of what: a project, items of a project, or a unit';
comment on column marts.alert_events.case_key is '同一规则下的事项：报送为表种及截止日，事项为事项及责任单位，无则为空串 | Which case of the rule: form and cut-off, or item and owner unit; empty where there is one';
