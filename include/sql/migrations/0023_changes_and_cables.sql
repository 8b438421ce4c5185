-- Why a scheme is changed, how much cable lies underground, and why a to-complete index is unknown.

alter table marts.project_performance
add column to_complete_estimate_performance_reason text;
alter table candidate.project_performance
add column to_complete_estimate_performance_reason text;
comment on column marts.project_performance.to_complete_estimate_performance_reason is '完工尚需绩效指数（按完工估算）为空的原因 | Why the to-complete index by the estimate is unknown';
