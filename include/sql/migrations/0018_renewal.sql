-- What the last candidate was built from, so that later returns renew what they touch and nothing else.

create schema kept;

create table kept.evaluation (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    settings_sha256 text not null
);
comment on table kept.evaluation is '最近一次计算的时点与口径，至多一行 | The point of the last candidate and the settings it was built by; one row at most';
comment on column kept.evaluation.as_of_date is '截至日期 | As-of date';
comment on column kept.evaluation.known_at is '知悉时点 | Known-at moment';
comment on column kept.evaluation.plan_version is '计划版本 | Plan version';
comment on column kept.evaluation.policy_version is '口径版本 | Policy version';
comment on column kept.evaluation.settings_sha256 is '模型与不随报表变化的内容（日历、豁免、评价指标等）的指纹 | Fingerprint of the models and of everything that no return changes: calendar, waivers, indicators';

create table kept.returns (
    return_id bigint primary key,
    verdict text not null,
    accepted_lines_count integer
);
comment on table kept.returns is '最近一次计算时已答复的报表 | The judged returns that the last candidate knew';
comment on column kept.returns.return_id is '报表 | Return';
comment on column kept.returns.verdict is '当时的结论 | Its verdict then';
comment on column kept.returns.accepted_lines_count is '当时计入的行数 | Its accepted rows then';

-- Rows held back are looked for by project.
create index progress_lines_held_back on raw.progress_lines (project_code) where is_accepted is false;
create index spending_lines_held_back on raw.spending_lines (project_code) where is_accepted is false;
