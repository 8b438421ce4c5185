-- Planned-value curves, baselines and the bridge between plan versions; the evaluators' score.

---------- the plan's curves

-- A shape by which planned value grows over a window: linear, a table of shares per period, a beta, or milestones.
create table raw.plan_curves (
    plan_version integer not null references raw.plan_versions,
    curve_name text not null,
    curve_kind text not null check (curve_kind in ('linear', 'table', 'beta', 'milestones')),
    period_unit text not null check (period_unit in ('day', 'month', 'quarter')),
    first_shape integer,
    second_shape integer,
    source text not null,
    primary key (plan_version, curve_name)
);

-- A share of the budget: that of a period in turn (table), or of a milestone between two shares of the window.
create table raw.plan_curve_points (
    plan_version integer not null references raw.plan_versions,
    curve_name text not null,
    point_number integer not null,
    weight_percent numeric not null,
    milestone_code text,
    begins_percent numeric,
    ends_percent numeric,
    primary key (plan_version, curve_name, point_number)
);

-- What a project's planned value follows from a day on; without a row it is day_linear over the plan's window.
create table raw.plan_project_baselines (
    plan_version integer not null references raw.plan_versions,
    project_code text not null,
    baseline_version integer not null,
    effective_date date not null,
    curve_name text not null,
    window_start_date date,
    window_end_date date,
    document_text text not null,
    primary key (plan_version, project_code, baseline_version)
);

---------- projects on their curves

alter table marts.project_performance
add column curve_name text not null default 'day_linear',
add column baseline_version integer not null default 0,
add column period_unit text not null default 'day',
add column window_periods numeric(16, 6),
add column elapsed_periods numeric(16, 6),
add column actual_periods numeric(16, 6),
add column planned_progress_ratio numeric(16, 6),
add column earned_progress_ratio numeric(16, 6),
add column planned_periods numeric(16, 6),
add column earned_schedule_periods numeric(16, 6),
add column schedule_variance_periods numeric(16, 6),
add column forecast_periods numeric(16, 6),
add column time_schedule_performance_reason text,
add column forecast_finish_reason text,
add column estimate_at_completion_reason text,
add column to_complete_performance_reason text,
add column to_complete_estimate_performance_index numeric(16, 6);
comment on column marts.project_performance.planned_value_amount is '计划值（元，按计划值曲线） | Planned value, yuan, by the curve';
comment on column marts.project_performance.curve_name is '计划值曲线名称 | Name of the planned-value curve';
comment on column marts.project_performance.baseline_version is '基线版本（0为计划本身） | Baseline version, 0 the plan''s own';
comment on column marts.project_performance.period_unit is '曲线计时单位：day 日 month 月 quarter 季 | Unit of the curve''s clock';
comment on column marts.project_performance.window_periods is '计划工期（曲线计时单位） | Window in the curve''s periods';
comment on column marts.project_performance.elapsed_periods is '已过计划时间（曲线计时单位） | Elapsed periods of the window';
comment on column marts.project_performance.actual_periods is '实际历时（曲线计时单位，完工后冻结） | Actual time in periods, frozen at finish';
comment on column marts.project_performance.planned_progress_ratio is '计划进度（计划值/总投资） | Planned value over budget';
comment on column marts.project_performance.earned_progress_ratio is '完成值/总投资（审批环节曲线含环节权重） | Earned value over budget, milestones counted where the curve has them';
comment on column marts.project_performance.planned_periods is '计划完成历时（曲线首次达到总投资处） | Planned duration: where the curve first reaches the budget';
comment on column marts.project_performance.earned_schedule_periods is '挣得进度（曲线计时单位） | Earned schedule in periods';
comment on column marts.project_performance.schedule_variance_periods is '时间进度偏差（曲线计时单位） | Earned schedule less actual time, in periods';
comment on column marts.project_performance.forecast_periods is '预计总历时（曲线计时单位） | Forecast duration IEAC(t), in periods';
comment on column marts.project_performance.time_schedule_performance_reason is '时间进度绩效指数为空的原因 | Why SPI(t) is unknown';
comment on column marts.project_performance.forecast_finish_reason is '预计完工日为空的原因 | Why the forecast finish is unknown';
comment on column marts.project_performance.estimate_at_completion_reason is '完工估算为空的原因 | Why an estimate at completion is unknown';
comment on column marts.project_performance.to_complete_performance_reason is '完工尚需绩效指数为空的原因 | Why the to-complete index is unknown';
comment on column marts.project_performance.to_complete_estimate_performance_index is '完工尚需绩效指数（按趋势估算） | (BAC − EV) / (EAC − AC)';
drop table candidate.project_performance;
create table candidate.project_performance (like marts.project_performance including all);
