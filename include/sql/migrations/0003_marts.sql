-- What readers see. Money is yuan, rounded half up to fen; ratios and days to six decimals; both only here.
-- The schema `candidate` has the same tables: a day is filled there, held to its contract, then published.

create table marts.project_performance (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    light_profile text not null,
    project_code text not null,
    serial_number integer not null,
    project_name text not null,
    window_start_date date not null,
    window_end_date date not null,
    window_days integer not null,
    elapsed_days integer not null,
    elapsed_ratio numeric(16, 6) not null,
    last_report_date date,
    finished_date date,
    physical_progress_ratio numeric(16, 6),
    physical_progress_reason text,
    progress_gap_ratio numeric(16, 6),
    four_week_change_ratio numeric(16, 6),
    items_count integer,
    reported_items_count integer,
    planned_households_count integer not null,
    planned_buildings_count integer not null,
    planned_area_quantity numeric(16, 2) not null,
    completed_households_count numeric(16, 2),
    completed_buildings_count numeric(16, 2),
    completed_area_quantity numeric(16, 2),
    households_ratio numeric(16, 6),
    buildings_ratio numeric(16, 6),
    area_ratio numeric(16, 6),
    budget_amount numeric(18, 2) not null,
    planned_value_amount numeric(18, 2) not null,
    earned_value_amount numeric(18, 2),
    actual_cost_amount numeric(18, 2),
    investment_done_amount numeric(18, 2),
    investment_ratio numeric(16, 6),
    schedule_variance_amount numeric(18, 2),
    cost_variance_amount numeric(18, 2),
    schedule_performance_index numeric(16, 6),
    schedule_performance_reason text,
    cost_performance_index numeric(16, 6),
    cost_performance_reason text,
    earned_schedule_days numeric(16, 6),
    actual_days integer,
    schedule_variance_days numeric(16, 6),
    time_schedule_performance_index numeric(16, 6),
    forecast_finish_date date,
    estimate_at_completion_trend_amount numeric(18, 2),
    estimate_at_completion_one_off_amount numeric(18, 2),
    estimate_at_completion_both_amount numeric(18, 2),
    estimate_to_complete_amount numeric(18, 2),
    variance_at_completion_amount numeric(18, 2),
    to_complete_performance_index numeric(16, 6),
    allocated_amount numeric(18, 2),
    arrived_amount numeric(18, 2),
    paid_amount numeric(18, 2),
    operators_own_amount numeric(18, 2),
    arrival_ratio numeric(16, 6),
    funding_use_ratio numeric(16, 6),
    payment_ratio numeric(16, 6),
    funding_reason text,
    paid_to_work_ratio numeric(16, 6),
    paid_to_work_reason text,
    light text not null,
    light_reasons jsonb not null,
    lag_rank integer,
    returns_due_count integer not null,
    returns_received_count integer not null,
    primary key (as_of_date, project_code)
);
comment on table marts.project_performance is '项目绩效：每个项目和时点一行 | Project performance: one row per project and as-of date';
comment on column marts.project_performance.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.project_performance.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.project_performance.plan_version is '计划版本 | Plan version in force';
comment on column marts.project_performance.policy_version is '政策版本 | Policy version';
comment on column marts.project_performance.light_profile is '预警方案名称 | Name of the threshold profile';
comment on column marts.project_performance.project_code is '项目编码 | Project code';
comment on column marts.project_performance.serial_number is '附件序号 | Serial in the annex';
comment on column marts.project_performance.project_name is '小区名称 | Community';
comment on column marts.project_performance.window_start_date is '计划开始日 | First planned day';
comment on column marts.project_performance.window_end_date is '计划完成日 | Last planned day';
comment on column marts.project_performance.window_days is '计划天数（含首尾） | Planned days, both ends included';
comment on column marts.project_performance.elapsed_days is '已过计划天数 | Elapsed planned days';
comment on column marts.project_performance.elapsed_ratio is '序时进度 | Elapsed share of the window';
comment on column marts.project_performance.last_report_date is '最近一期填报截止日 | Newest cut-off with news';
comment on column marts.project_performance.finished_date is '完工日（进度达到并保持百分之百的首个截止日） | First cut-off from which progress stays at 100 %';
comment on column marts.project_performance.physical_progress_ratio is '形象进度（按权重） | Weighted physical progress';
comment on column marts.project_performance.physical_progress_reason is '形象进度为空的原因 | Why physical progress is unknown';
comment on column marts.project_performance.progress_gap_ratio is '序时差（形象进度减序时进度） | Physical progress less elapsed share';
comment on column marts.project_performance.four_week_change_ratio is '近四周形象进度变化 | Change of physical progress in four weeks';
comment on column marts.project_performance.items_count is '改造内容项数 | Items in the community''s menu';
comment on column marts.project_performance.reported_items_count is '已填报项数 | Items with news';
comment on column marts.project_performance.planned_households_count is '计划户数 | Planned households';
comment on column marts.project_performance.planned_buildings_count is '计划幢数 | Planned buildings';
comment on column marts.project_performance.planned_area_quantity is '计划面积（平方米） | Planned area, m²';
comment on column marts.project_performance.completed_households_count is '完成户数 | Households done';
comment on column marts.project_performance.completed_buildings_count is '完成幢数 | Buildings done';
comment on column marts.project_performance.completed_area_quantity is '完成面积（平方米） | Area done, m²';
comment on column marts.project_performance.households_ratio is '户数完成率（分母：计划户数） | Households done over planned';
comment on column marts.project_performance.buildings_ratio is '幢数完成率（分母：计划幢数） | Buildings done over planned';
comment on column marts.project_performance.area_ratio is '面积完成率（分母：计划面积） | Area done over planned';
comment on column marts.project_performance.budget_amount is '项目总投资（元，计划口径） | Budget at completion, yuan';
comment on column marts.project_performance.planned_value_amount is '计划值（元，按日线性） | Planned value, yuan, day-linear';
comment on column marts.project_performance.earned_value_amount is '完成值（元） | Earned value, yuan';
comment on column marts.project_performance.actual_cost_amount is '实际支付（元，城投对施工方） | Actual cost, yuan: paid to contractors';
comment on column marts.project_performance.investment_done_amount is '累计完成投资（元） | Value of work done, yuan';
comment on column marts.project_performance.investment_ratio is '投资完成率（分母：项目总投资） | Work done over budget';
comment on column marts.project_performance.schedule_variance_amount is '进度偏差（元） | Earned less planned value, yuan';
comment on column marts.project_performance.cost_variance_amount is '费用偏差（元） | Earned value less actual cost, yuan';
comment on column marts.project_performance.schedule_performance_index is '进度绩效指数 | Schedule performance index';
comment on column marts.project_performance.schedule_performance_reason is '进度绩效指数为空的原因 | Why the index is unknown';
comment on column marts.project_performance.cost_performance_index is '完成值/已支付（不作评价） | Earned value over payments, without a verdict';
comment on column marts.project_performance.cost_performance_reason is '上项为空的原因 | Why the former is unknown';
comment on column marts.project_performance.earned_schedule_days is '挣得进度（天） | Earned schedule, days';
comment on column marts.project_performance.actual_days is '实际历时（天，完工后冻结） | Actual time, days, frozen at finish';
comment on column marts.project_performance.schedule_variance_days is '时间进度偏差（天） | Earned schedule less actual time, days';
comment on column marts.project_performance.time_schedule_performance_index is '时间进度绩效指数 | SPI(t)';
comment on column marts.project_performance.forecast_finish_date is '预计完工日 | Forecast finish';
comment on column marts.project_performance.estimate_at_completion_trend_amount is '完工估算（按趋势，元） | BAC / CPI, yuan';
comment on column marts.project_performance.estimate_at_completion_one_off_amount is '完工估算（一次性偏差，元） | AC + BAC − EV, yuan';
comment on column marts.project_performance.estimate_at_completion_both_amount is '完工估算（费用与进度，元） | AC + (BAC − EV) / (CPI × SPI), yuan';
comment on column marts.project_performance.estimate_to_complete_amount is '尚需费用（元） | EAC less AC, yuan';
comment on column marts.project_performance.variance_at_completion_amount is '完工偏差（元） | BAC less EAC, yuan';
comment on column marts.project_performance.to_complete_performance_index is '完工尚需绩效指数 | (BAC − EV) / (BAC − AC)';
comment on column marts.project_performance.allocated_amount is '下达资金（元，财政口径） | Allocated, yuan';
comment on column marts.project_performance.arrived_amount is '到位资金（元） | Arrived, yuan';
comment on column marts.project_performance.paid_amount is '财政支付（元） | Paid from public funds, yuan';
comment on column marts.project_performance.operators_own_amount is '管线单位自有资金支出（元，备查） | Operators'' own spending, yuan, memo';
comment on column marts.project_performance.arrival_ratio is '资金到位率（分母：下达） | Arrived over allocated';
comment on column marts.project_performance.funding_use_ratio is '资金使用率（分母：到位） | Paid over arrived';
comment on column marts.project_performance.payment_ratio is '支付率（分母：下达） | Paid over allocated';
comment on column marts.project_performance.funding_reason is '资金比率为空的原因 | Why a funding ratio is unknown';
comment on column marts.project_performance.paid_to_work_ratio is '支付/完成投资比 | Payments over work done';
comment on column marts.project_performance.paid_to_work_reason is '上项为空的原因 | Why the former is unknown';
comment on column marts.project_performance.light is '灯：green 绿 yellow 黄 red 红 grey 未报或未到期 | Light';
comment on column marts.project_performance.light_reasons is '亮灯原因（全部） | Every reason of the light';
comment on column marts.project_performance.lag_rank is '滞后排名（按序时差，1为最滞后） | Rank by progress gap, 1 lags most';
comment on column marts.project_performance.returns_due_count is '应报期数 | Cut-offs due';
comment on column marts.project_performance.returns_received_count is '已报期数 | Cut-offs received';
create table candidate.project_performance (like marts.project_performance including all);

create table marts.programme_performance (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    light_profile text not null,
    projects_count integer not null,
    known_projects_count integer not null,
    finished_projects_count integer not null,
    due_to_start_projects_count integer not null,
    due_to_finish_projects_count integer not null,
    red_projects_count integer not null,
    yellow_projects_count integer not null,
    green_projects_count integer not null,
    grey_projects_count integer not null,
    planned_households_count integer not null,
    planned_buildings_count integer not null,
    planned_area_quantity numeric(16, 2) not null,
    completed_households_count numeric(16, 2),
    completed_buildings_count numeric(16, 2),
    completed_area_quantity numeric(16, 2),
    budget_amount numeric(18, 2) not null,
    planned_value_amount numeric(18, 2) not null,
    known_planned_value_amount numeric(18, 2),
    earned_value_amount numeric(18, 2),
    actual_cost_amount numeric(18, 2),
    investment_done_amount numeric(18, 2),
    allocated_amount numeric(18, 2),
    arrived_amount numeric(18, 2),
    paid_amount numeric(18, 2),
    elapsed_ratio numeric(16, 6) not null,
    physical_progress_ratio numeric(16, 6),
    schedule_performance_index numeric(16, 6),
    cost_performance_index numeric(16, 6),
    investment_ratio numeric(16, 6),
    arrival_ratio numeric(16, 6),
    funding_use_ratio numeric(16, 6),
    payment_ratio numeric(16, 6),
    returns_due_count integer not null,
    returns_received_count integer not null,
    primary key (as_of_date)
);
comment on table marts.programme_performance is '全县合计：每个时点一行，由合计数计算 | The whole programme from sums: one row per as-of date';
comment on column marts.programme_performance.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.programme_performance.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.programme_performance.plan_version is '计划版本 | Plan version in force';
comment on column marts.programme_performance.policy_version is '政策版本 | Policy version';
comment on column marts.programme_performance.light_profile is '预警方案名称 | Name of the threshold profile';
comment on column marts.programme_performance.projects_count is '项目数 | Projects';
comment on column marts.programme_performance.known_projects_count is '形象进度已知的项目数 | Projects whose progress is known';
comment on column marts.programme_performance.finished_projects_count is '完工项目数 | Finished projects';
comment on column marts.programme_performance.due_to_start_projects_count is '应开工项目数 | Projects due to have started';
comment on column marts.programme_performance.due_to_finish_projects_count is '应完工项目数 | Projects due to have finished';
comment on column marts.programme_performance.red_projects_count is '红灯项目数 | Red projects';
comment on column marts.programme_performance.yellow_projects_count is '黄灯项目数 | Yellow projects';
comment on column marts.programme_performance.green_projects_count is '绿灯项目数 | Green projects';
comment on column marts.programme_performance.grey_projects_count is '未报或未到期项目数 | Grey projects';
comment on column marts.programme_performance.planned_households_count is '计划户数 | Planned households';
comment on column marts.programme_performance.planned_buildings_count is '计划幢数 | Planned buildings';
comment on column marts.programme_performance.planned_area_quantity is '计划面积（平方米） | Planned area, m²';
comment on column marts.programme_performance.completed_households_count is '完成户数 | Households done';
comment on column marts.programme_performance.completed_buildings_count is '完成幢数 | Buildings done';
comment on column marts.programme_performance.completed_area_quantity is '完成面积（平方米） | Area done, m²';
comment on column marts.programme_performance.budget_amount is '总投资（元） | Budget, yuan';
comment on column marts.programme_performance.planned_value_amount is '计划值（元，全部项目） | Planned value of all projects, yuan';
comment on column marts.programme_performance.known_planned_value_amount is '计划值（元，进度已知项目） | Planned value of projects with known progress, yuan';
comment on column marts.programme_performance.earned_value_amount is '完成值（元，进度已知项目） | Earned value of projects with known progress, yuan';
comment on column marts.programme_performance.actual_cost_amount is '实际支付（元） | Actual cost, yuan';
comment on column marts.programme_performance.investment_done_amount is '累计完成投资（元） | Value of work done, yuan';
comment on column marts.programme_performance.allocated_amount is '下达资金（元） | Allocated, yuan';
comment on column marts.programme_performance.arrived_amount is '到位资金（元） | Arrived, yuan';
comment on column marts.programme_performance.paid_amount is '财政支付（元） | Paid from public funds, yuan';
comment on column marts.programme_performance.elapsed_ratio is '序时进度（计划值/总投资） | Planned value over budget';
comment on column marts.programme_performance.physical_progress_ratio is '形象进度（完成值/进度已知项目总投资） | Earned value over budget of projects with known progress';
comment on column marts.programme_performance.schedule_performance_index is '进度绩效指数（进度已知项目） | Schedule performance index over projects with known progress';
comment on column marts.programme_performance.cost_performance_index is '完成值/已支付（有支付填报的项目） | Earned value over payments, projects with both';
comment on column marts.programme_performance.investment_ratio is '投资完成率（分母：总投资） | Work done over budget';
comment on column marts.programme_performance.arrival_ratio is '资金到位率（分母：下达） | Arrived over allocated';
comment on column marts.programme_performance.funding_use_ratio is '资金使用率（分母：到位） | Paid over arrived';
comment on column marts.programme_performance.payment_ratio is '支付率（分母：下达） | Paid over allocated';
comment on column marts.programme_performance.returns_due_count is '应报期数（项目·期） | Project cut-offs due';
comment on column marts.programme_performance.returns_received_count is '已报期数（项目·期） | Project cut-offs received';
create table candidate.programme_performance (like marts.programme_performance including all);

create table marts.funding_use (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    project_code text not null,
    project_name text not null,
    source_code text not null,
    source_name text not null,
    series text not null,
    documents_count integer not null,
    allocated_amount numeric(18, 2),
    arrived_amount numeric(18, 2),
    paid_amount numeric(18, 2),
    balance_amount numeric(18, 2),
    arrival_ratio numeric(16, 6),
    funding_use_ratio numeric(16, 6),
    payment_ratio numeric(16, 6),
    ratio_reason text,
    last_report_date date,
    primary key (as_of_date, project_code, source_code, series)
);
comment on table marts.funding_use is '资金使用：每个项目、来源、口径和时点一行 | Funding use: one row per project, source, series and as-of date';
comment on column marts.funding_use.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.funding_use.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.funding_use.plan_version is '计划版本 | Plan version in force';
comment on column marts.funding_use.policy_version is '政策版本 | Policy version';
comment on column marts.funding_use.project_code is '项目编码 | Project code';
comment on column marts.funding_use.project_name is '小区名称 | Community';
comment on column marts.funding_use.source_code is '资金来源编码 | Funding source code';
comment on column marts.funding_use.source_name is '资金来源 | Funding source';
comment on column marts.funding_use.series is '口径：public_funds 财政资金 operators_own 管线单位自有资金 | Series; never added to one another';
comment on column marts.funding_use.documents_count is '资金文号数 | Documents';
comment on column marts.funding_use.allocated_amount is '累计下达（元） | Allocated, yuan';
comment on column marts.funding_use.arrived_amount is '累计到位（元） | Arrived, yuan';
comment on column marts.funding_use.paid_amount is '累计支付（元） | Paid, yuan';
comment on column marts.funding_use.balance_amount is '结存（到位减支付，元） | Arrived less paid, yuan';
comment on column marts.funding_use.arrival_ratio is '资金到位率（分母：下达） | Arrived over allocated';
comment on column marts.funding_use.funding_use_ratio is '资金使用率（分母：到位） | Paid over arrived';
comment on column marts.funding_use.payment_ratio is '支付率（分母：下达） | Paid over allocated';
comment on column marts.funding_use.ratio_reason is '比率为空的原因 | Why a ratio is unknown';
comment on column marts.funding_use.last_report_date is '最近一期填报截止日 | Newest cut-off';
create table candidate.funding_use (like marts.funding_use including all);

create table marts.unit_reporting (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    unit_code text not null,
    unit_name text not null,
    form text not null,
    cutoff_date date not null,
    due_date date not null,
    grace_end_date date not null,
    first_received_at timestamptz,
    received_date date,
    projects_count integer not null,
    status text not null,
    days_late integer not null,
    primary key (as_of_date, unit_code, form, cutoff_date)
);
comment on table marts.unit_reporting is '报送情况：每个单位、表种、截止日和时点一行 | Reporting: one row per unit, form, cut-off and as-of date';
comment on column marts.unit_reporting.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.unit_reporting.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.unit_reporting.plan_version is '计划版本 | Plan version in force';
comment on column marts.unit_reporting.unit_code is '单位编码 | Unit code';
comment on column marts.unit_reporting.unit_name is '单位名称 | Unit';
comment on column marts.unit_reporting.form is '表种 | Form';
comment on column marts.unit_reporting.cutoff_date is '统计截止日 | Cut-off date';
comment on column marts.unit_reporting.due_date is '应报日 | Due date';
comment on column marts.unit_reporting.grace_end_date is '宽限截止日 | Last day of grace';
comment on column marts.unit_reporting.first_received_at is '首次收到有效数据的时刻 | First valid receipt';
comment on column marts.unit_reporting.received_date is '收到日（上海） | Day of receipt in Shanghai';
comment on column marts.unit_reporting.projects_count is '涉及项目数 | Projects covered';
comment on column marts.unit_reporting.status is '状态：on_time within_grace late missing not_due in_grace | Status';
comment on column marts.unit_reporting.days_late is '逾期天数 | Days after the due date';
create table candidate.unit_reporting (like marts.unit_reporting including all);

create table marts.submission_status (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    return_id bigint not null,
    unit_code text not null,
    unit_name text not null,
    channel text not null,
    file_name text not null,
    file_sha256 text not null,
    forms text[] not null,
    cutoff_date date,
    received_at timestamptz not null,
    verdict text not null,
    lines_count integer not null,
    accepted_lines_count integer not null,
    fatal_count integer not null,
    error_count integer not null,
    warning_count integer not null,
    info_count integer not null,
    judged_plan_version integer,
    judged_policy_version integer,
    primary key (as_of_date, return_id)
);
comment on table marts.submission_status is '回执登记：每份报表和时点一行 | Returns: one row per return and as-of date';
comment on column marts.submission_status.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.submission_status.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.submission_status.plan_version is '计划版本 | Plan version in force';
comment on column marts.submission_status.return_id is '报表编号 | Return';
comment on column marts.submission_status.unit_code is '单位编码 | Unit code';
comment on column marts.submission_status.unit_name is '单位名称 | Unit';
comment on column marts.submission_status.channel is '报送通道 | Channel';
comment on column marts.submission_status.file_name is '文件名 | File';
comment on column marts.submission_status.file_sha256 is '文件指纹 | SHA-256';
comment on column marts.submission_status.forms is '表种 | Forms';
comment on column marts.submission_status.cutoff_date is '统计截止日 | Cut-off date';
comment on column marts.submission_status.received_at is '收到时刻 | Received';
comment on column marts.submission_status.verdict is '结论 | Verdict';
comment on column marts.submission_status.lines_count is '行数 | Lines';
comment on column marts.submission_status.accepted_lines_count is '接收行数 | Lines accepted';
comment on column marts.submission_status.fatal_count is '致命 | Fatal findings';
comment on column marts.submission_status.error_count is '错误 | Errors';
comment on column marts.submission_status.warning_count is '警告 | Warnings';
comment on column marts.submission_status.info_count is '提示 | Notes';
comment on column marts.submission_status.judged_plan_version is '审核所依据的计划版本 | Plan version it was judged by';
comment on column marts.submission_status.judged_policy_version is '审核所依据的政策版本 | Policy version it was judged by';
create table candidate.submission_status (like marts.submission_status including all);

create table marts.lagging_projects (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    light_profile text not null,
    project_code text not null,
    project_name text not null,
    light text not null,
    light_reasons jsonb not null,
    lag_rank integer,
    physical_progress_ratio numeric(16, 6),
    elapsed_ratio numeric(16, 6) not null,
    progress_gap_ratio numeric(16, 6),
    four_week_change_ratio numeric(16, 6),
    schedule_variance_days numeric(16, 6),
    forecast_finish_date date,
    window_end_date date not null,
    last_report_date date,
    primary key (as_of_date, project_code)
);
comment on table marts.lagging_projects is '滞后项目：每个黄灯或红灯项目和时点一行 | Lagging projects: one row per yellow or red project and as-of date';
comment on column marts.lagging_projects.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.lagging_projects.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.lagging_projects.plan_version is '计划版本 | Plan version in force';
comment on column marts.lagging_projects.policy_version is '政策版本 | Policy version';
comment on column marts.lagging_projects.light_profile is '预警方案名称 | Name of the threshold profile';
comment on column marts.lagging_projects.project_code is '项目编码 | Project code';
comment on column marts.lagging_projects.project_name is '小区名称 | Community';
comment on column marts.lagging_projects.light is '灯 | Light';
comment on column marts.lagging_projects.light_reasons is '亮灯原因（全部） | Every reason';
comment on column marts.lagging_projects.lag_rank is '滞后排名 | Rank';
comment on column marts.lagging_projects.physical_progress_ratio is '形象进度 | Physical progress';
comment on column marts.lagging_projects.elapsed_ratio is '序时进度 | Elapsed share of the window';
comment on column marts.lagging_projects.progress_gap_ratio is '序时差 | Progress gap';
comment on column marts.lagging_projects.four_week_change_ratio is '近四周变化 | Change in four weeks';
comment on column marts.lagging_projects.schedule_variance_days is '时间进度偏差（天） | Schedule variance, days';
comment on column marts.lagging_projects.forecast_finish_date is '预计完工日 | Forecast finish';
comment on column marts.lagging_projects.window_end_date is '计划完成日 | Last planned day';
comment on column marts.lagging_projects.last_report_date is '最近一期填报截止日 | Newest cut-off with news';
create table candidate.lagging_projects (like marts.lagging_projects including all);
