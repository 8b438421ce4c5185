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
