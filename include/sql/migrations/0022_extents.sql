-- Earned schedule of the whole programme, by the sum of its projects' curves; and the programme's figures once more for
-- what each unit builds. A plan may name who builds each project.

alter table raw.plan_projects add column implementing_unit_code text;

alter table marts.programme_performance
add column started_projects_count integer,
add column accepted_projects_count integer,
add column window_start_date date,
add column window_end_date date,
add column planned_days numeric(16, 6),
add column actual_days integer,
add column earned_schedule_days numeric(16, 6),
add column schedule_variance_days numeric(16, 6),
add column time_schedule_performance_index numeric(16, 6),
add column time_schedule_performance_reason text,
add column forecast_days numeric(16, 6),
add column forecast_finish_date date,
add column forecast_finish_reason text;
alter table candidate.programme_performance
add column started_projects_count integer,
add column accepted_projects_count integer,
add column window_start_date date,
add column window_end_date date,
add column planned_days numeric(16, 6),
add column actual_days integer,
add column earned_schedule_days numeric(16, 6),
add column schedule_variance_days numeric(16, 6),
add column time_schedule_performance_index numeric(16, 6),
add column time_schedule_performance_reason text,
add column forecast_days numeric(16, 6),
add column forecast_finish_date date,
add column forecast_finish_reason text;
comment on column marts.programme_performance.started_projects_count is '已开工项目数 | Projects that have started';
comment on column marts.programme_performance.accepted_projects_count is '已验收项目数 | Projects that are accepted';
comment on column marts.programme_performance.window_start_date is '首个计划开始日（进度已知项目） | First planned day of the projects with known progress';
comment on column marts.programme_performance.window_end_date is '最后计划完成日（进度已知项目） | Last planned day of these projects';
comment on column marts.programme_performance.planned_days is '计划历时（天，各项目计划值曲线之和首次达到总投资处） | Planned duration, days: where the sum of the curves first reaches the budget';
comment on column marts.programme_performance.actual_days is '实际历时（天，全部完成后冻结） | Actual time, days, frozen when all is earned';
comment on column marts.programme_performance.earned_schedule_days is '挣得进度（天，按各项目计划值曲线之和） | Earned schedule, days, by the sum of the curves';
comment on column marts.programme_performance.schedule_variance_days is '时间进度偏差（天） | Earned schedule less actual time, days';
comment on column marts.programme_performance.time_schedule_performance_index is '时间进度绩效指数 | SPI(t)';
comment on column marts.programme_performance.time_schedule_performance_reason is '时间进度绩效指数为空的原因 | Why SPI(t) is unknown';
comment on column marts.programme_performance.forecast_days is '预计总历时（天） | Forecast duration IEAC(t), days';
comment on column marts.programme_performance.forecast_finish_date is '预计全部完工日 | Forecast finish of the last';
comment on column marts.programme_performance.forecast_finish_reason is '预计全部完工日为空的原因 | Why the forecast finish is unknown';

create table marts.unit_performance (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    unit_code text not null,
    unit_name text not null,
    light_profile text,
    projects_count integer not null,
    known_projects_count integer not null,
    finished_projects_count integer,
    due_to_start_projects_count integer,
    due_to_finish_projects_count integer,
    red_projects_count integer,
    yellow_projects_count integer,
    green_projects_count integer,
    grey_projects_count integer,
    planned_households_count integer,
    planned_buildings_count integer,
    planned_area_quantity numeric(16, 2),
    completed_households_count numeric(16, 2),
    completed_buildings_count numeric(16, 2),
    completed_area_quantity numeric(16, 2),
    budget_amount numeric(18, 2),
    planned_value_amount numeric(18, 2),
    known_planned_value_amount numeric(18, 2),
    earned_value_amount numeric(18, 2),
    actual_cost_amount numeric(18, 2),
    investment_done_amount numeric(18, 2),
    allocated_amount numeric(18, 2),
    arrived_amount numeric(18, 2),
    paid_amount numeric(18, 2),
    elapsed_ratio numeric(16, 6),
    physical_progress_ratio numeric(16, 6),
    schedule_performance_index numeric(16, 6),
    cost_performance_index numeric(16, 6),
    investment_ratio numeric(16, 6),
    arrival_ratio numeric(16, 6),
    funding_use_ratio numeric(16, 6),
    payment_ratio numeric(16, 6),
    returns_due_count integer,
    returns_received_count integer,
    physical_progress_reason text,
    schedule_variance_amount numeric(18, 2),
    schedule_performance_reason text,
    compared_projects_count integer,
    compared_budget_amount numeric(18, 2),
    compared_planned_value_amount numeric(18, 2),
    compared_earned_value_amount numeric(18, 2),
    compared_actual_cost_amount numeric(18, 2),
    cost_variance_amount numeric(18, 2),
    cost_performance_reason text,
    estimate_at_completion_trend_amount numeric(24, 2),
    estimate_at_completion_one_off_amount numeric(24, 2),
    estimate_at_completion_both_amount numeric(24, 2),
    estimate_to_complete_amount numeric(24, 2),
    variance_at_completion_amount numeric(24, 2),
    estimate_at_completion_reason text,
    to_complete_performance_index numeric(24, 6),
    to_complete_performance_reason text,
    to_complete_estimate_performance_index numeric(24, 6),
    to_complete_estimate_performance_reason text,
    started_projects_count integer,
    accepted_projects_count integer,
    window_start_date date,
    window_end_date date,
    planned_days numeric(16, 6),
    actual_days integer,
    earned_schedule_days numeric(16, 6),
    schedule_variance_days numeric(16, 6),
    time_schedule_performance_index numeric(16, 6),
    time_schedule_performance_reason text,
    forecast_days numeric(16, 6),
    forecast_finish_date date,
    forecast_finish_reason text,
    primary key (as_of_date, unit_code)
);
comment on table marts.unit_performance is '实施单位绩效：每个实施单位和时点一行，由其实施项目的合计数计算 | What each unit builds, from sums over its projects: one row per unit that builds and as-of date';
comment on column marts.unit_performance.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.unit_performance.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.unit_performance.plan_version is '计划版本 | Plan version in force';
comment on column marts.unit_performance.policy_version is '政策版本 | Policy version';
comment on column marts.unit_performance.unit_code is '单位编码 | Unit code';
comment on column marts.unit_performance.unit_name is '单位名称 | Unit';
comment on column marts.unit_performance.light_profile is '预警方案名称 | Name of the threshold profile';
comment on column marts.unit_performance.projects_count is '项目数 | Projects';
comment on column marts.unit_performance.known_projects_count is '形象进度已知的项目数 | Projects whose progress is known';
comment on column marts.unit_performance.finished_projects_count is '完工项目数 | Finished projects';
comment on column marts.unit_performance.due_to_start_projects_count is '应开工项目数 | Projects due to have started';
comment on column marts.unit_performance.due_to_finish_projects_count is '应完工项目数 | Projects due to have finished';
comment on column marts.unit_performance.red_projects_count is '红灯项目数 | Red projects';
comment on column marts.unit_performance.yellow_projects_count is '黄灯项目数 | Yellow projects';
comment on column marts.unit_performance.green_projects_count is '绿灯项目数 | Green projects';
comment on column marts.unit_performance.grey_projects_count is '未报或未到期项目数 | Grey projects';
comment on column marts.unit_performance.planned_households_count is '计划户数 | Planned households';
comment on column marts.unit_performance.planned_buildings_count is '计划幢数 | Planned buildings';
comment on column marts.unit_performance.planned_area_quantity is '计划面积（平方米） | Planned area, m²';
comment on column marts.unit_performance.completed_households_count is '完成户数 | Households done';
comment on column marts.unit_performance.completed_buildings_count is '完成幢数 | Buildings done';
comment on column marts.unit_performance.completed_area_quantity is '完成面积（平方米） | Area done, m²';
comment on column marts.unit_performance.budget_amount is '总投资（元） | Budget, yuan';
comment on column marts.unit_performance.planned_value_amount is '计划值（元，全部项目） | Planned value of all projects, yuan';
comment on column marts.unit_performance.known_planned_value_amount is '计划值（元，进度已知项目） | Planned value of projects with known progress, yuan';
comment on column marts.unit_performance.earned_value_amount is '完成值（元，进度已知项目） | Earned value of projects with known progress, yuan';
comment on column marts.unit_performance.actual_cost_amount is '实际支付（元） | Actual cost, yuan';
comment on column marts.unit_performance.investment_done_amount is '累计完成投资（元） | Value of work done, yuan';
comment on column marts.unit_performance.allocated_amount is '下达资金（元） | Allocated, yuan';
comment on column marts.unit_performance.arrived_amount is '到位资金（元） | Arrived, yuan';
comment on column marts.unit_performance.paid_amount is '财政支付（元） | Paid from public funds, yuan';
comment on column marts.unit_performance.elapsed_ratio is '序时进度（计划值/总投资） | Planned value over budget';
comment on column marts.unit_performance.physical_progress_ratio is '形象进度（完成值/进度已知项目总投资） | Earned value over budget of projects with known progress';
comment on column marts.unit_performance.schedule_performance_index is '进度绩效指数（进度已知项目） | Schedule performance index over projects with known progress';
comment on column marts.unit_performance.cost_performance_index is '完成值/已支付（进度与支付均已知项目） | Earned value over payments, projects with both';
comment on column marts.unit_performance.investment_ratio is '投资完成率（分母：总投资） | Work done over budget';
comment on column marts.unit_performance.arrival_ratio is '资金到位率（分母：下达） | Arrived over allocated';
comment on column marts.unit_performance.funding_use_ratio is '资金使用率（分母：到位） | Paid over arrived';
comment on column marts.unit_performance.payment_ratio is '支付率（分母：下达） | Paid over allocated';
comment on column marts.unit_performance.returns_due_count is '应报期数（项目·期） | Project cut-offs due';
comment on column marts.unit_performance.returns_received_count is '已报期数（项目·期） | Project cut-offs received';
comment on column marts.unit_performance.physical_progress_reason is '形象进度、完成值、进度偏差为空的原因 | Why physical progress, earned value and schedule variance are unknown';
comment on column marts.unit_performance.schedule_variance_amount is '进度偏差（完成值减计划值，元，进度已知项目） | Earned less planned value over projects with known progress, yuan';
comment on column marts.unit_performance.schedule_performance_reason is '进度绩效指数为空的原因 | Why the schedule performance index is unknown';
comment on column marts.unit_performance.compared_projects_count is '进度与支付均已知的项目数 | Projects whose progress and payments are both known';
comment on column marts.unit_performance.compared_budget_amount is '总投资（元，进度与支付均已知项目） | Budget of projects with known progress and payments, yuan';
comment on column marts.unit_performance.compared_planned_value_amount is '计划值（元，进度与支付均已知项目） | Planned value of these projects, yuan';
comment on column marts.unit_performance.compared_earned_value_amount is '完成值（元，进度与支付均已知项目） | Earned value of these projects, yuan';
comment on column marts.unit_performance.compared_actual_cost_amount is '实际支付（元，进度与支付均已知项目） | Actual cost of these projects, yuan';
comment on column marts.unit_performance.cost_variance_amount is '费用偏差（完成值减实际支付，元，进度与支付均已知项目） | Earned value less actual cost over projects with both, yuan';
comment on column marts.unit_performance.cost_performance_reason is '完成值/已支付、费用偏差为空的原因 | Why the cost index is unknown, and the cost variance where it is';
comment on column marts.unit_performance.estimate_at_completion_trend_amount is '完工估算（按趋势，元，进度与支付均已知项目） | BAC / CPI of projects with both, yuan';
comment on column marts.unit_performance.estimate_at_completion_one_off_amount is '完工估算（一次性偏差，元，同上项目） | AC + BAC − EV of the same projects, yuan';
comment on column marts.unit_performance.estimate_at_completion_both_amount is '完工估算（费用与进度，元，同上项目） | AC + (BAC − EV) / (CPI × SPI) of the same projects, yuan';
comment on column marts.unit_performance.estimate_to_complete_amount is '尚需费用（元，同上项目） | EAC by trend less AC, yuan';
comment on column marts.unit_performance.variance_at_completion_amount is '完工偏差（元，同上项目） | BAC less EAC by trend, yuan';
comment on column marts.unit_performance.estimate_at_completion_reason is '完工估算（按趋势，或按费用与进度）为空的原因 | Why the estimate by trend, or by cost and schedule, is unknown';
comment on column marts.unit_performance.to_complete_performance_index is '完工尚需绩效指数（按总投资） | (BAC − EV) / (BAC − AC)';
comment on column marts.unit_performance.to_complete_performance_reason is '完工尚需绩效指数（按总投资）为空的原因 | Why the to-complete index by the budget is unknown';
comment on column marts.unit_performance.to_complete_estimate_performance_index is '完工尚需绩效指数（按完工估算） | (BAC − EV) / (EAC − AC) by trend';
comment on column marts.unit_performance.to_complete_estimate_performance_reason is '完工尚需绩效指数（按完工估算）为空的原因 | Why the to-complete index by the estimate is unknown';
comment on column marts.unit_performance.started_projects_count is '已开工项目数 | Projects that have started';
comment on column marts.unit_performance.accepted_projects_count is '已验收项目数 | Projects that are accepted';
comment on column marts.unit_performance.window_start_date is '首个计划开始日（进度已知项目） | First planned day of the projects with known progress';
comment on column marts.unit_performance.window_end_date is '最后计划完成日（进度已知项目） | Last planned day of these projects';
comment on column marts.unit_performance.planned_days is '计划历时（天，各项目计划值曲线之和首次达到总投资处） | Planned duration, days: where the sum of the curves first reaches the budget';
comment on column marts.unit_performance.actual_days is '实际历时（天，全部完成后冻结） | Actual time, days, frozen when all is earned';
comment on column marts.unit_performance.earned_schedule_days is '挣得进度（天，按各项目计划值曲线之和） | Earned schedule, days, by the sum of the curves';
comment on column marts.unit_performance.schedule_variance_days is '时间进度偏差（天） | Earned schedule less actual time, days';
comment on column marts.unit_performance.time_schedule_performance_index is '时间进度绩效指数 | SPI(t)';
comment on column marts.unit_performance.time_schedule_performance_reason is '时间进度绩效指数为空的原因 | Why SPI(t) is unknown';
comment on column marts.unit_performance.forecast_days is '预计总历时（天） | Forecast duration IEAC(t), days';
comment on column marts.unit_performance.forecast_finish_date is '预计全部完工日 | Forecast finish of the last';
comment on column marts.unit_performance.forecast_finish_reason is '预计全部完工日为空的原因 | Why the forecast finish is unknown';
create table candidate.unit_performance (like marts.unit_performance including all);

create table marts.unit_rates (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    unit_code text not null,
    unit_name text not null,
    rate text not null,
    measure text not null,
    base text not null,
    numerator_quantity numeric(16, 2),
    denominator_quantity numeric(16, 2) not null,
    unknown_quantity numeric(16, 2) not null,
    ahead_quantity numeric(16, 2) not null,
    rate_ratio numeric(16, 6),
    ratio_reason text,
    primary key (as_of_date, unit_code, rate, measure, base)
);
comment on table marts.unit_rates is '实施单位完成率：每个实施单位、比率、口径、分母和时点一行 | Rates of what each unit builds: one row per unit, rate, measure, base and as-of date';
comment on column marts.unit_rates.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.unit_rates.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.unit_rates.plan_version is '计划版本 | Plan version in force';
comment on column marts.unit_rates.policy_version is '政策版本 | Policy version';
comment on column marts.unit_rates.unit_code is '单位编码 | Unit code';
comment on column marts.unit_rates.unit_name is '单位名称 | Unit';
comment on column marts.unit_rates.rate is '比率（开工率、完工率、验收合格率、完工及时率、实际完成率） | start, finish, accept, ontime, quantity';
comment on column marts.unit_rates.measure is '口径（小区数、户数、幢数、面积平方米） | communities, households, buildings, area in square metres';
comment on column marts.unit_rates.base is '分母名称（assigned 为该单位实施的全部小区） | Name of the denominator: assigned is every community the unit builds; due_to_start, due_to_finish, finished, finished_or_overdue';
comment on column marts.unit_rates.numerator_quantity is '分子 | Numerator';
comment on column marts.unit_rates.denominator_quantity is '分母 | Denominator';
comment on column marts.unit_rates.unknown_quantity is '分母中情况不明的数量（未报不等于零） | Within the denominator, what nothing is known of';
comment on column marts.unit_rates.ahead_quantity is '分母之外提前完成的数量 | Done ahead of its day, outside the denominator';
comment on column marts.unit_rates.rate_ratio is '比率（分子÷分母，可大于1） | Numerator ÷ denominator, possibly above 1';
comment on column marts.unit_rates.ratio_reason is '比率为空的原因 | Why the ratio is unknown';
create table candidate.unit_rates (like marts.unit_rates including all);
