-- What residents said of the whole programme, beside each project's; what inspections demanded and what of it is open.

alter table marts.resident_satisfaction
add column extent text not null default 'project',
add column projects_count integer,
add column answering_projects_count integer,
add column response_ratio numeric(16, 6),
alter column project_name drop not null;
alter table candidate.resident_satisfaction
add column extent text not null default 'project',
add column projects_count integer,
add column answering_projects_count integer,
add column response_ratio numeric(16, 6),
alter column project_name drop not null;
comment on table marts.resident_satisfaction is '居民意愿与满意度：每个项目和全县、每个时点一行 | Residents: one row per project and of the programme, and as-of date';
comment on column marts.resident_satisfaction.extent is '范围（project 项目，programme 全县） | project or programme';
comment on column marts.resident_satisfaction.project_code is '项目编码，全县为ALL | Project code, ALL for the programme';
comment on column marts.resident_satisfaction.project_name is '小区名称，全县为空 | Community; null for the programme';
comment on column marts.resident_satisfaction.projects_count is '应评小区数（已进入计划改造时间） | Communities whose window has begun';
comment on column marts.resident_satisfaction.answering_projects_count is '满意度已知的小区数 | Communities of which satisfaction is known';
comment on column marts.resident_satisfaction.response_ratio is '问卷覆盖率（有效问卷÷计划户数，全县只计满意度已知的小区） | Valid answers ÷ planned households, of the programme those of communities that are known';

alter table marts.project_performance
add column rectifications_count integer,
add column open_rectifications_count integer,
add column overdue_rectifications_count integer;
alter table candidate.project_performance
add column rectifications_count integer,
add column open_rectifications_count integer,
add column overdue_rectifications_count integer;
comment on column marts.project_performance.rectifications_count is '检查提出的整改要求数，空为未报检查 | What inspections demanded; null where none was reported';
comment on column marts.project_performance.open_rectifications_count is '其中未销号 | Of these, not closed by the day';
comment on column marts.project_performance.overdue_rectifications_count is '其中逾期未销号 | Of these, open after their deadline';
