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

---------- from one plan version to the next

create table marts.plan_bridge (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    old_plan_version integer not null,
    new_plan_version integer not null,
    old_effective_date date not null,
    new_effective_date date not null,
    new_recorded_at timestamptz not null,
    new_document_title text not null,
    extent text not null,
    project_code text not null,
    project_name text,
    measure text not null,
    item_code text not null,
    change_kind text not null,
    quantity_unit text not null,
    old_quantity numeric(18, 6),
    new_quantity numeric(18, 6),
    difference_quantity numeric(18, 6),
    old_text text,
    new_text text,
    primary key (as_of_date, new_plan_version, extent, project_code, measure, item_code)
);
comment on table marts.plan_bridge is '计划版本衔接：旧口径与新口径逐项对照 | From one plan version to the next: old base and new base, measure by measure';
comment on column marts.plan_bridge.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.plan_bridge.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.plan_bridge.plan_version is '计划版本 | Plan version in force';
comment on column marts.plan_bridge.old_plan_version is '旧计划版本 | Old plan version';
comment on column marts.plan_bridge.new_plan_version is '新计划版本 | New plan version';
comment on column marts.plan_bridge.old_effective_date is '旧版生效日 | Day the old version took effect';
comment on column marts.plan_bridge.new_effective_date is '新版生效日 | Day the new version took effect';
comment on column marts.plan_bridge.new_recorded_at is '新版登记时刻 | Moment the new version was recorded';
comment on column marts.plan_bridge.new_document_title is '新版文件 | Document of the new version';
comment on column marts.plan_bridge.extent is '范围：project 项目 programme 全县 | Project or programme';
comment on column marts.plan_bridge.project_code is '项目编码（全县为ALL） | Project code, ALL for the programme';
comment on column marts.plan_bridge.project_name is '小区名称 | Community';
comment on column marts.plan_bridge.measure is '口径：小区数、户数、幢数、面积、总投资、窗口、基线、权重；调出项目的资金 | Measure';
comment on column marts.plan_bridge.item_code is '改造内容（仅权重） | Item, for weights';
comment on column marts.plan_bridge.change_kind is '变化：added 新增 dropped 调出 changed 调整 same 不变 | Change';
comment on column marts.plan_bridge.quantity_unit is '计量单位 | Unit';
comment on column marts.plan_bridge.old_quantity is '旧值 | Old value';
comment on column marts.plan_bridge.new_quantity is '新值 | New value';
comment on column marts.plan_bridge.difference_quantity is '差额（窗口为天数） | Difference, days for windows';
comment on column marts.plan_bridge.old_text is '旧值（文字） | Old value, in words';
comment on column marts.plan_bridge.new_text is '新值（文字） | New value, in words';
create table candidate.plan_bridge (like marts.plan_bridge including all);

---------- the evaluators' score

-- The indicators, grade schemes and bands of judgement, every version of them.
create table raw.indicator_versions (
    indicator_version integer generated always as identity primary key,
    content_sha256 char(64) not null unique,
    content jsonb not null,
    recorded_at timestamptz not null
);

-- What evaluators judged: who, when, on what grounds. project_code null means the programme. Only appended to.
create table raw.assessments (
    assessment_id bigint generated always as identity primary key,
    budget_year integer not null,
    project_code text,
    indicator_code text not null,
    judgement text not null check (judgement in ('scored', 'inapplicable')),
    score_percent numeric check (score_percent between 0 and 100),
    band text,
    basis text not null check (length(trim(basis)) > 0),
    assessed_by text not null,
    assessed_date date not null,
    recorded_at timestamptz not null,
    check ((judgement = 'scored') = (score_percent is not null)),
    unique nulls not distinct (
        budget_year, project_code, indicator_code, judgement, score_percent, band, basis, assessed_by, assessed_date
    )
);

create table marts.evaluation_score (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    indicator_version integer not null,
    budget_year integer not null,
    extent text not null,
    project_code text not null,
    project_name text,
    indicator_code text not null,
    level1 text not null,
    level2 text not null,
    level3 text not null,
    formula text not null,
    direction text not null,
    target_quantity numeric(18, 6),
    actual_quantity numeric(18, 6),
    weight numeric(9, 4) not null,
    effective_weight numeric(9, 4) not null,
    assessed_weight numeric(9, 4) not null,
    score numeric(9, 4),
    state text not null,
    reason text,
    band text,
    basis text,
    assessed_by text,
    assessed_date date,
    is_deviation_reason_required boolean,
    deviation_reason text,
    primary key (as_of_date, extent, project_code, indicator_code)
);
comment on table marts.evaluation_score is '绩效自评明细：每个项目（及全县）、指标和时点一行 | Self-evaluation in detail: one row per project or programme, indicator and as-of date';
comment on column marts.evaluation_score.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.evaluation_score.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.evaluation_score.plan_version is '计划版本 | Plan version in force';
comment on column marts.evaluation_score.policy_version is '政策版本 | Policy version';
comment on column marts.evaluation_score.indicator_version is '指标体系版本 | Version of the indicators';
comment on column marts.evaluation_score.budget_year is '评价年度 | Year evaluated';
comment on column marts.evaluation_score.extent is '范围：project 项目 programme 全县 | Project or programme';
comment on column marts.evaluation_score.project_code is '项目编码（全县为ALL） | Project code, ALL for the programme';
comment on column marts.evaluation_score.project_name is '小区名称 | Community';
comment on column marts.evaluation_score.indicator_code is '指标编码 | Indicator';
comment on column marts.evaluation_score.level1 is '一级指标 | First level';
comment on column marts.evaluation_score.level2 is '二级指标 | Second level';
comment on column marts.evaluation_score.level3 is '三级指标 | Third level';
comment on column marts.evaluation_score.formula is '取数口径 | What the indicator is computed from';
comment on column marts.evaluation_score.direction is '方向：higher 越高越好 lower 越低越好 | Which way is better';
comment on column marts.evaluation_score.target_quantity is '年度指标值 | Target';
comment on column marts.evaluation_score.actual_quantity is '实际完成值 | Actual';
comment on column marts.evaluation_score.weight is '分值 | Weight as set';
comment on column marts.evaluation_score.effective_weight is '分值（不适用指标分值按比例分配后） | Weight after redistribution of what does not apply';
comment on column marts.evaluation_score.assessed_weight is '已评分值 | Weight that is assessed';
comment on column marts.evaluation_score.score is '得分（未评为空） | Score, null where not assessed';
comment on column marts.evaluation_score.state is '状态：assessed 已评 partly_assessed 部分已评 not_assessed 未评 inapplicable 不适用 | State';
comment on column marts.evaluation_score.reason is '未评的原因 | Why it is not assessed';
comment on column marts.evaluation_score.band is '定性指标档次 | Band of judgement';
comment on column marts.evaluation_score.basis is '评定依据 | Grounds of the judgement';
comment on column marts.evaluation_score.assessed_by is '评定单位 | Unit that judged';
comment on column marts.evaluation_score.assessed_date is '评定日期 | Day of the judgement';
comment on column marts.evaluation_score.is_deviation_reason_required is '是否须说明偏差原因（执行率低于90%） | Whether the deviation must be explained';
comment on column marts.evaluation_score.deviation_reason is '偏差原因及改进措施 | Deviation reason as filed';
create table candidate.evaluation_score (like marts.evaluation_score including all);

create table marts.evaluation_total (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    indicator_version integer not null,
    budget_year integer not null,
    extent text not null,
    project_code text not null,
    project_name text,
    total_score numeric(9, 4),
    assessed_weight numeric(9, 4) not null,
    coverage_ratio numeric(16, 6) not null,
    score_ratio numeric(16, 6),
    grade_scheme text not null,
    grade text,
    grade_reason text,
    is_deviation_reason_required boolean,
    is_deviation_reason_missing boolean,
    deviation_reason text,
    primary key (as_of_date, extent, project_code)
);
comment on table marts.evaluation_total is '绩效自评总分：每个项目（及全县）和时点一行 | Self-evaluation in total: one row per project or programme and as-of date';
comment on column marts.evaluation_total.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.evaluation_total.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.evaluation_total.plan_version is '计划版本 | Plan version in force';
comment on column marts.evaluation_total.policy_version is '政策版本 | Policy version';
comment on column marts.evaluation_total.indicator_version is '指标体系版本 | Version of the indicators';
comment on column marts.evaluation_total.budget_year is '评价年度 | Year evaluated';
comment on column marts.evaluation_total.extent is '范围：project 项目 programme 全县 | Project or programme';
comment on column marts.evaluation_total.project_code is '项目编码（全县为ALL） | Project code, ALL for the programme';
comment on column marts.evaluation_total.project_name is '小区名称 | Community';
comment on column marts.evaluation_total.total_score is '总得分（仅已评部分） | Score of what is assessed';
comment on column marts.evaluation_total.assessed_weight is '已评分值 | Weight that is assessed';
comment on column marts.evaluation_total.coverage_ratio is '覆盖率（已评分值/100） | Assessed weight over 100';
comment on column marts.evaluation_total.score_ratio is '得分率（得分/已评分值） | Score over assessed weight';
comment on column marts.evaluation_total.grade_scheme is '等级方案名称 | Name of the grade scheme';
comment on column marts.evaluation_total.grade is '等级（全部已评才定级） | Grade, only where all is assessed';
comment on column marts.evaluation_total.grade_reason is '未定级的原因 | Why there is no grade';
comment on column marts.evaluation_total.is_deviation_reason_required is '是否须说明偏差原因 | Whether the deviation must be explained';
comment on column marts.evaluation_total.is_deviation_reason_missing is '应说明而未说明 | Required and not given';
comment on column marts.evaluation_total.deviation_reason is '偏差原因及改进措施 | Deviation reason as filed';
create table candidate.evaluation_total (like marts.evaluation_total including all);
