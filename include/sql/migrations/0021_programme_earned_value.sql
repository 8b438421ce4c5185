-- Earned value of the whole programme from sums: variances, estimates at completion and what they ask of the rest.
-- Wide enough for sums over ten thousand projects, of which a fen is paid.

alter table marts.programme_performance
add column physical_progress_reason text,
add column schedule_variance_amount numeric(18, 2),
add column schedule_performance_reason text,
add column compared_projects_count integer,
add column compared_budget_amount numeric(18, 2),
add column compared_planned_value_amount numeric(18, 2),
add column compared_earned_value_amount numeric(18, 2),
add column compared_actual_cost_amount numeric(18, 2),
add column cost_variance_amount numeric(18, 2),
add column cost_performance_reason text,
add column estimate_at_completion_trend_amount numeric(24, 2),
add column estimate_at_completion_one_off_amount numeric(24, 2),
add column estimate_at_completion_both_amount numeric(24, 2),
add column estimate_to_complete_amount numeric(24, 2),
add column variance_at_completion_amount numeric(24, 2),
add column estimate_at_completion_reason text,
add column to_complete_performance_index numeric(24, 6),
add column to_complete_performance_reason text,
add column to_complete_estimate_performance_index numeric(24, 6),
add column to_complete_estimate_performance_reason text,
alter column cost_performance_index type numeric(24, 6);
alter table candidate.programme_performance
add column physical_progress_reason text,
add column schedule_variance_amount numeric(18, 2),
add column schedule_performance_reason text,
add column compared_projects_count integer,
add column compared_budget_amount numeric(18, 2),
add column compared_planned_value_amount numeric(18, 2),
add column compared_earned_value_amount numeric(18, 2),
add column compared_actual_cost_amount numeric(18, 2),
add column cost_variance_amount numeric(18, 2),
add column cost_performance_reason text,
add column estimate_at_completion_trend_amount numeric(24, 2),
add column estimate_at_completion_one_off_amount numeric(24, 2),
add column estimate_at_completion_both_amount numeric(24, 2),
add column estimate_to_complete_amount numeric(24, 2),
add column variance_at_completion_amount numeric(24, 2),
add column estimate_at_completion_reason text,
add column to_complete_performance_index numeric(24, 6),
add column to_complete_performance_reason text,
add column to_complete_estimate_performance_index numeric(24, 6),
add column to_complete_estimate_performance_reason text,
alter column cost_performance_index type numeric(24, 6);
comment on column marts.programme_performance.physical_progress_reason is '形象进度、完成值、进度偏差为空的原因 | Why physical progress, earned value and schedule variance are unknown';
comment on column marts.programme_performance.schedule_variance_amount is '进度偏差（完成值减计划值，元，进度已知项目） | Earned less planned value over projects with known progress, yuan';
comment on column marts.programme_performance.schedule_performance_reason is '进度绩效指数为空的原因 | Why the schedule performance index is unknown';
comment on column marts.programme_performance.compared_projects_count is '进度与支付均已知的项目数 | Projects whose progress and payments are both known';
comment on column marts.programme_performance.compared_budget_amount is '总投资（元，进度与支付均已知项目） | Budget of projects with known progress and payments, yuan';
comment on column marts.programme_performance.compared_planned_value_amount is '计划值（元，进度与支付均已知项目） | Planned value of these projects, yuan';
comment on column marts.programme_performance.compared_earned_value_amount is '完成值（元，进度与支付均已知项目） | Earned value of these projects, yuan';
comment on column marts.programme_performance.compared_actual_cost_amount is '实际支付（元，进度与支付均已知项目） | Actual cost of these projects, yuan';
comment on column marts.programme_performance.cost_variance_amount is '费用偏差（完成值减实际支付，元，进度与支付均已知项目） | Earned value less actual cost over projects with both, yuan';
comment on column marts.programme_performance.cost_performance_reason is '完成值/已支付、费用偏差为空的原因 | Why the cost index is unknown, and the cost variance where it is';
comment on column marts.programme_performance.estimate_at_completion_trend_amount is '完工估算（按趋势，元，进度与支付均已知项目） | BAC / CPI of projects with both, yuan';
comment on column marts.programme_performance.estimate_at_completion_one_off_amount is '完工估算（一次性偏差，元，同上项目） | AC + BAC − EV of the same projects, yuan';
comment on column marts.programme_performance.estimate_at_completion_both_amount is '完工估算（费用与进度，元，同上项目） | AC + (BAC − EV) / (CPI × SPI) of the same projects, yuan';
comment on column marts.programme_performance.estimate_to_complete_amount is '尚需费用（元，同上项目） | EAC by trend less AC, yuan';
comment on column marts.programme_performance.variance_at_completion_amount is '完工偏差（元，同上项目） | BAC less EAC by trend, yuan';
comment on column marts.programme_performance.estimate_at_completion_reason is '完工估算（按趋势，或按费用与进度）为空的原因 | Why the estimate by trend, or by cost and schedule, is unknown';
comment on column marts.programme_performance.to_complete_performance_index is '完工尚需绩效指数（按总投资） | (BAC − EV) / (BAC − AC)';
comment on column marts.programme_performance.to_complete_performance_reason is '完工尚需绩效指数（按总投资）为空的原因 | Why the to-complete index by the budget is unknown';
comment on column marts.programme_performance.to_complete_estimate_performance_index is '完工尚需绩效指数（按完工估算） | (BAC − EV) / (EAC − AC) by trend';
comment on column marts.programme_performance.to_complete_estimate_performance_reason is '完工尚需绩效指数（按完工估算）为空的原因 | Why the to-complete index by the estimate is unknown';
comment on column marts.programme_performance.cost_performance_index is '完成值/已支付（进度与支付均已知项目） | Earned value over payments, projects with both';
