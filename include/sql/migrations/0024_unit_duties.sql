-- How each unit of the plan stands with what the notice gives it to do.

create table marts.unit_duties (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    light_profile text not null,
    unit_code text not null,
    unit_name text not null,
    unit_name_en text not null,
    unit_type text not null,
    duties text not null,
    items_count integer not null,
    known_items_count integer not null,
    yellow_items_count integer not null,
    red_items_count integer not null,
    known_items_amount numeric(18, 2),
    planned_items_amount numeric(18, 2),
    reported_items_amount numeric(18, 2),
    planned_progress_ratio numeric(16, 6),
    reported_progress_ratio numeric(16, 6),
    progress_gap_ratio numeric(16, 6),
    progress_reason text,
    milestones_count integer not null,
    current_projects_count integer not null,
    current_milestones_count integer not null,
    dated_milestones_count integer not null,
    total_days_in_state integer,
    longest_days_in_state integer,
    done_milestones_count integer not null,
    out_of_order_milestones_count integer not null,
    cable_projects_count integer not null,
    planned_length numeric(18, 2),
    completed_length numeric(18, 2),
    measured_planned_length numeric(18, 2),
    measured_completed_length numeric(18, 2),
    cable_completion_ratio numeric(16, 6),
    cable_completion_reason text,
    cable_cost_amount numeric(18, 2),
    audited_cost_amount numeric(18, 2),
    awaiting_audit_projects_count integer not null,
    subsidised_projects_count integer not null,
    subsidy_amount numeric(18, 2),
    subsidy_reason text,
    operators_own_projects_count integer not null,
    operators_own_amount numeric(18, 2),
    operators_own_reason text,
    returns_due_count integer not null,
    returns_on_time_count integer not null,
    returns_received_count integer not null,
    returns_missing_count integer not null,
    longest_days_late integer,
    timeliness_ratio numeric(16, 6),
    timeliness_reason text,
    primary key (as_of_date, unit_code)
);
comment on table marts.unit_duties is '单位履责：每个单位和时点一行 | Duties of units: one row per unit of the plan and as-of date';
comment on column marts.unit_duties.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.unit_duties.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.unit_duties.plan_version is '计划版本 | Plan version in force';
comment on column marts.unit_duties.policy_version is '政策版本 | Policy version';
comment on column marts.unit_duties.light_profile is '预警方案名称 | Name of the threshold profile';
comment on column marts.unit_duties.unit_code is '单位编码 | Unit code';
comment on column marts.unit_duties.unit_name is '单位名称 | Unit';
comment on column marts.unit_duties.unit_name_en is '单位英文名称 | Its English name';
comment on column marts.unit_duties.unit_type is '单位类型 | Type of the unit';
comment on column marts.unit_duties.duties is '通知规定的职责 | What the notice gives it to do';
comment on column marts.unit_duties.items_count is '负责的改造事项数（项目×事项） | Items it answers for, project by project';
comment on column marts.unit_duties.known_items_count is '其中进度已知的事项数 | Of these, items whose word is known';
comment on column marts.unit_duties.yellow_items_count is '黄灯滞后事项数 | Items that lag, yellow';
comment on column marts.unit_duties.red_items_count is '红灯滞后事项数 | Items that lag, red';
comment on column marts.unit_duties.known_items_amount is '进度已知事项的投资额（Σ权重×项目总投资，元） | Weight × budget of the items whose word is known, yuan';
comment on column marts.unit_duties.planned_items_amount is '同上事项按计划应完成的投资额（元） | Of it what the projects'' curves ask for, yuan';
comment on column marts.unit_duties.reported_items_amount is '同上事项填报已完成的投资额（元） | Of it what is reported as done, yuan';
comment on column marts.unit_duties.planned_progress_ratio is '应完成比例（应完成÷投资额，进度已知事项） | Planned ÷ weight × budget of the items whose word is known';
comment on column marts.unit_duties.reported_progress_ratio is '填报完成比例（已完成÷投资额，进度已知事项） | Reported ÷ weight × budget of the same items';
comment on column marts.unit_duties.progress_gap_ratio is '填报减应完成（同上事项） | Reported less planned, of the same items';
comment on column marts.unit_duties.progress_reason is '以上三项比例为空的原因 | Why these three ratios are unknown';
comment on column marts.unit_duties.milestones_count is '负责的审批环节数（项目×环节，限已报审批环节的项目，不含不适用） | Milestones it owns, of projects whose chain is reported, without those that do not apply';
comment on column marts.unit_duties.current_projects_count is '有环节在该单位办理的项目数 | Projects that stand with it now';
comment on column marts.unit_duties.current_milestones_count is '在办环节数（一个项目可同时有两个） | Milestones that stand with it now; a project may have two at once';
comment on column marts.unit_duties.dated_milestones_count is '其中起始日已知的在办环节数 | Of these, milestones of which it is known since when';
comment on column marts.unit_duties.total_days_in_state is '在办天数合计（除以上列即平均天数） | Days in state of these, summed; divided by their number it is the average';
comment on column marts.unit_duties.longest_days_in_state is '最长在办天数 | The most days that one has stood with it';
comment on column marts.unit_duties.done_milestones_count is '已办结环节数 | Milestones done';
comment on column marts.unit_duties.out_of_order_milestones_count is '漏办或顺序颠倒环节数 | Milestones passed over or out of order';
comment on column marts.unit_duties.cable_projects_count is '有管线报表的项目数 | Projects of which a line on its cables stands';
comment on column marts.unit_duties.planned_length is '计划下地长度（米） | Length to be put underground, metres';
comment on column marts.unit_duties.completed_length is '累计下地长度（米） | Length put underground, metres';
comment on column marts.unit_duties.measured_planned_length is '计划长度（米，限计划与完成均已知的项目） | Planned length of the projects with both, metres';
comment on column marts.unit_duties.measured_completed_length is '累计长度（米，限计划与完成均已知的项目） | Completed length of the projects with both, metres';
comment on column marts.unit_duties.cable_completion_ratio is '下地完成比例（累计÷计划，均已知的项目） | Completed ÷ planned length of the projects with both';
comment on column marts.unit_duties.cable_completion_reason is '下地完成比例为空的原因 | Why that ratio is unknown';
comment on column marts.unit_duties.cable_cost_amount is '所报管线造价（元） | Cost that is claimed, yuan';
comment on column marts.unit_duties.audited_cost_amount is '审定管线造价（元） | Audited cost, yuan';
comment on column marts.unit_duties.awaiting_audit_projects_count is '待审计的项目数（占有管线报表的项目） | Of the projects with a line on its cables, those that await their audit';
comment on column marts.unit_duties.subsidised_projects_count is '补助金额已知的项目数 | Projects whose subsidy is known';
comment on column marts.unit_duties.subsidy_amount is '应补助金额（元，已知项目合计） | Subsidy of these, yuan';
comment on column marts.unit_duties.subsidy_reason is '补助金额为空的原因 | Why no subsidy is known';
comment on column marts.unit_duties.operators_own_projects_count is '有自筹支出报表的项目数 | Projects of which a line on its own money stands';
comment on column marts.unit_duties.operators_own_amount is '自筹资金支出（元） | Its own money spent on projects, yuan';
comment on column marts.unit_duties.operators_own_reason is '自筹资金支出为空的原因 | Why its own spending is unknown';
comment on column marts.unit_duties.returns_due_count is '应报期数（各表种合计） | Returns due, over all its forms';
comment on column marts.unit_duties.returns_on_time_count is '及时报送期数 | Returns on time';
comment on column marts.unit_duties.returns_received_count is '已报期数 | Returns received';
comment on column marts.unit_duties.returns_missing_count is '未报期数 | Returns missing';
comment on column marts.unit_duties.longest_days_late is '最长迟报天数 | Days of the longest delay';
comment on column marts.unit_duties.timeliness_ratio is '报送及时率 | On time ÷ due';
comment on column marts.unit_duties.timeliness_reason is '报送及时率为空的原因 | Why punctuality is unknown';
create table candidate.unit_duties (like marts.unit_duties including all);
