-- What the forms on approvals, cables, changes, budgets, residents and payments make possible, and what the plan may
-- say of it. Money is yuan, rounded half up to fen; ratios to six decimals; both only here. `candidate` has the same.

---------- the plan

alter table raw.plan_projects add column delivery_mode text not null default '' check (delivery_mode in ('', 'EPC'));
alter table raw.plan_projects add column contract_signed_date date;

-- Fund lots as they were granted: a lot without a project is the whole programme's.
create table raw.plan_fund_lots (
    plan_version integer not null references raw.plan_versions,
    source_code text not null,
    document_number text not null,
    project_code text,
    lot_year integer not null,
    planned_amount numeric(18, 2) not null,
    due_date date,
    is_direct boolean not null,
    income_code text,
    function_code text,
    unique nulls not distinct (plan_version, source_code, document_number, project_code)
);

---------- the marts

create table marts.milestone_status (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    project_code text not null,
    project_name text not null,
    milestone_code text not null,
    milestone_name text not null,
    milestone_role text not null,
    owner_unit_code text not null,
    owner_unit_name text not null,
    state text not null,
    since_date date,
    days_in_state integer,
    event_date date,
    document_number text,
    notice_end_date date,
    has_open_objection boolean,
    open_guard_codes text[] not null,
    is_guard_met boolean not null,
    order_fault text,
    is_chain_reported boolean not null,
    primary key (as_of_date, project_code, milestone_code)
);
comment on table marts.milestone_status is '审批与建设环节状态：每个项目、环节和时点一行 | State of the chain: one row per project, milestone and as-of date';
comment on column marts.milestone_status.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.milestone_status.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.milestone_status.plan_version is '计划版本 | Plan version in force';
comment on column marts.milestone_status.policy_version is '政策版本 | Policy version';
comment on column marts.milestone_status.project_code is '项目编码 | Project code';
comment on column marts.milestone_status.project_name is '小区名称 | Community';
comment on column marts.milestone_status.milestone_code is '环节编码 | Milestone code';
comment on column marts.milestone_status.milestone_name is '环节名称 | Milestone';
comment on column marts.milestone_status.milestone_role is '环节角色 | What the milestone is in the chain';
comment on column marts.milestone_status.owner_unit_code is '责任单位编码 | Owner unit code';
comment on column marts.milestone_status.owner_unit_name is '责任单位 | Owner unit';
comment on column marts.milestone_status.state is '状态（已办结、在办、等待、不适用、漏办或顺序颠倒） | done, current, waiting, not_applicable, skipped_order_broken';
comment on column marts.milestone_status.since_date is '进入该状态的日期 | Day since which it is in this state';
comment on column marts.milestone_status.days_in_state is '已处该状态天数 | Days in this state';
comment on column marts.milestone_status.event_date is '办结日期 | Day of the event';
comment on column marts.milestone_status.document_number is '文号或证号 | Document or permit number';
comment on column marts.milestone_status.notice_end_date is '公示截止日期 | Last day of the public notice';
comment on column marts.milestone_status.has_open_objection is '有未处理异议 | Whether an objection is open';
comment on column marts.milestone_status.open_guard_codes is '尚未完成的前置环节 | Milestones before it that are still open';
comment on column marts.milestone_status.is_guard_met is '前置条件是否满足 | Whether what must come first is done';
comment on column marts.milestone_status.order_fault is '顺序问题（漏办、公示未结束、未批先建、早于前置、前置未报、尚有未完内容） | skipped, notice_not_closed, works_before_permit, before_guard, guard_missing, items_unfinished';
comment on column marts.milestone_status.is_chain_reported is '该项目是否报过审批环节 | Whether any milestone of the project was reported';
create table candidate.milestone_status (like marts.milestone_status including all);

create table marts.programme_rates (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    rate text not null,
    measure text not null,
    base text not null,
    numerator_quantity numeric(16, 2),
    denominator_quantity numeric(16, 2) not null,
    unknown_quantity numeric(16, 2) not null,
    ahead_quantity numeric(16, 2) not null,
    rate_ratio numeric(16, 6),
    ratio_reason text,
    primary key (as_of_date, rate, measure, base)
);
comment on table marts.programme_rates is '全县完成率：每个比率、口径、分母和时点一行 | Rates of the programme: one row per rate, measure, base and as-of date';
comment on column marts.programme_rates.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.programme_rates.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.programme_rates.plan_version is '计划版本 | Plan version in force';
comment on column marts.programme_rates.policy_version is '政策版本 | Policy version';
comment on column marts.programme_rates.rate is '比率（开工率、完工率、验收合格率、完工及时率、实际完成率） | start, finish, accept, ontime, quantity';
comment on column marts.programme_rates.measure is '口径（小区数、户数、幢数、面积平方米） | communities, households, buildings, area in square metres';
comment on column marts.programme_rates.base is '分母名称 | Name of the denominator: programme, due_to_start, due_to_finish, finished, finished_or_overdue';
comment on column marts.programme_rates.numerator_quantity is '分子 | Numerator';
comment on column marts.programme_rates.denominator_quantity is '分母 | Denominator';
comment on column marts.programme_rates.unknown_quantity is '分母中情况不明的数量（未报不等于零） | Within the denominator, what nothing is known of';
comment on column marts.programme_rates.ahead_quantity is '分母之外提前完成的数量 | Done ahead of its day, outside the denominator';
comment on column marts.programme_rates.rate_ratio is '比率（分子÷分母，可大于1） | Numerator ÷ denominator, possibly above 1';
comment on column marts.programme_rates.ratio_reason is '比率为空的原因 | Why the ratio is unknown';
create table candidate.programme_rates (like marts.programme_rates including all);

create table marts.fund_ledger (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    project_code text not null,
    project_name text not null,
    source_code text not null,
    source_name text not null,
    document_number text not null,
    series text not null,
    allocated_amount numeric(18, 2),
    arrived_amount numeric(18, 2),
    paid_amount numeric(18, 2),
    carried_in_amount numeric(18, 2),
    balance_amount numeric(18, 2),
    planned_amount numeric(18, 2),
    due_date date,
    is_due boolean not null,
    timely_arrived_amount numeric(18, 2),
    is_arrival_overdue boolean not null,
    voucher_amount numeric(18, 2),
    outside_earmark_amount numeric(18, 2),
    lot_year integer,
    lot_age_years integer,
    carry_status text not null,
    is_direct boolean,
    income_code text,
    function_code text,
    last_report_date date,
    primary key (as_of_date, project_code, source_code, document_number, series)
);
comment on table marts.fund_ledger is '资金台账：每个项目、来源、文号、口径和时点一行 | Ledger of money by lot: one row per project, source, document, series and as-of date';
comment on column marts.fund_ledger.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.fund_ledger.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.fund_ledger.plan_version is '计划版本 | Plan version in force';
comment on column marts.fund_ledger.policy_version is '政策版本 | Policy version';
comment on column marts.fund_ledger.project_code is '项目编码 | Project code';
comment on column marts.fund_ledger.project_name is '小区名称 | Community';
comment on column marts.fund_ledger.source_code is '资金来源编码 | Funding source code';
comment on column marts.fund_ledger.source_name is '资金来源 | Funding source';
comment on column marts.fund_ledger.document_number is '资金文号 | Document number';
comment on column marts.fund_ledger.series is '口径（财政资金、管线单位自筹） | public_funds or operators_own';
comment on column marts.fund_ledger.allocated_amount is '累计下达（元） | Allocated so far';
comment on column marts.fund_ledger.arrived_amount is '累计到位（元） | Arrived so far';
comment on column marts.fund_ledger.paid_amount is '累计支付（元） | Paid so far';
comment on column marts.fund_ledger.carried_in_amount is '上年结转（元） | Carried in from last year';
comment on column marts.fund_ledger.balance_amount is '结转结余（上年结转加到位减支出，元） | Left over: carried in plus arrived less paid';
comment on column marts.fund_ledger.planned_amount is '计划应到位（元） | Planned money of the lot';
comment on column marts.fund_ledger.due_date is '应到位日 | Day by which it should arrive';
comment on column marts.fund_ledger.is_due is '应到位日是否已到 | Whether that day has come';
comment on column marts.fund_ledger.timely_arrived_amount is '应到位日之前已到位（元） | Arrived by its due day';
comment on column marts.fund_ledger.is_arrival_overdue is '逾期未足额到位 | Whether it is due and has not arrived in full';
comment on column marts.fund_ledger.voucher_amount is '凭证支付合计（元） | Payments by voucher';
comment on column marts.fund_ledger.outside_earmark_amount is '超出资金用途范围的支付（元） | Payments outside the earmark';
comment on column marts.fund_ledger.lot_year is '资金年度 | Year of the lot';
comment on column marts.fund_ledger.lot_age_years is '结存年限 | Whole years since that year';
comment on column marts.fund_ledger.carry_status is '结转状态（结转、预警、应收回、结余、透支、已用完、年度不明、未报） | carried_over, warning, to_be_returned, surplus, overdrawn, spent, lot_year_unknown, not_reported';
comment on column marts.fund_ledger.is_direct is '是否直达资金 | Whether the money is direct';
comment on column marts.fund_ledger.income_code is '收入科目 | Income code';
comment on column marts.fund_ledger.function_code is '支出功能科目 | Function code';
comment on column marts.fund_ledger.last_report_date is '最近填报截止日 | Newest cut-off';
create table candidate.fund_ledger (like marts.fund_ledger including all);

create table marts.funding_totals (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    scope text not null,
    project_code text not null,
    source_code text not null,
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
    carried_in_amount numeric(18, 2),
    planned_amount numeric(18, 2),
    unreported_planned_amount numeric(18, 2),
    planned_arrived_amount numeric(18, 2),
    planned_arrival_ratio numeric(16, 6),
    planned_arrival_reason text,
    due_planned_amount numeric(18, 2),
    unproven_planned_amount numeric(18, 2),
    timely_arrived_amount numeric(18, 2),
    timely_arrival_ratio numeric(16, 6),
    timely_arrival_reason text,
    initial_budget_amount numeric(18, 2),
    adjusted_budget_amount numeric(18, 2),
    carried_over_amount numeric(18, 2),
    executed_amount numeric(18, 2),
    budget_execution_ratio numeric(16, 6),
    budget_execution_reason text,
    needs_deviation_reason boolean,
    outside_earmark_amount numeric(18, 2),
    to_be_returned_amount numeric(18, 2),
    oldest_lot_age_years integer,
    is_overdrawn boolean,
    last_report_date date,
    primary key (as_of_date, scope, project_code, source_code, series)
);
comment on table marts.funding_totals is '资金合计：按项目、按来源、全县，每个时点一行 | Money by project, by source and of the programme: one row per scope and as-of date';
comment on column marts.funding_totals.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.funding_totals.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.funding_totals.plan_version is '计划版本 | Plan version in force';
comment on column marts.funding_totals.policy_version is '政策版本 | Policy version';
comment on column marts.funding_totals.scope is '范围（项目、来源、全县） | project, source or programme';
comment on column marts.funding_totals.project_code is '项目编码（全部为 all） | Project code, or all';
comment on column marts.funding_totals.source_code is '资金来源编码（全部为 all） | Funding source code, or all';
comment on column marts.funding_totals.series is '口径（财政资金、管线单位自筹） | public_funds or operators_own';
comment on column marts.funding_totals.documents_count is '资金文号数 | Documents';
comment on column marts.funding_totals.allocated_amount is '累计下达（元） | Allocated so far';
comment on column marts.funding_totals.arrived_amount is '累计到位（元） | Arrived so far';
comment on column marts.funding_totals.paid_amount is '累计支付（元） | Paid so far';
comment on column marts.funding_totals.balance_amount is '结转结余（上年结转加到位减支出，元） | Left over: carried in plus arrived less paid';
comment on column marts.funding_totals.arrival_ratio is '到位率（分母：下达） | Arrived ÷ allocated';
comment on column marts.funding_totals.funding_use_ratio is '资金使用率（支付÷到位） | Paid ÷ arrived';
comment on column marts.funding_totals.payment_ratio is '支付率（支付÷下达） | Paid ÷ allocated';
comment on column marts.funding_totals.ratio_reason is '以上比率为空的原因 | Why a ratio of these is unknown';
comment on column marts.funding_totals.carried_in_amount is '上年结转（上年末到位减支付，元） | Carried in from last year';
comment on column marts.funding_totals.planned_amount is '登记资金批次计划应到位（已有填报的批次，元） | Planned money of registered lots that a return speaks of';
comment on column marts.funding_totals.unreported_planned_amount is '登记批次中尚无填报的计划应到位（元） | Planned money of registered lots that no return speaks of';
comment on column marts.funding_totals.planned_arrived_amount is '登记批次已到位（元） | Arrived of registered lots';
comment on column marts.funding_totals.planned_arrival_ratio is '到位率（分母：计划应到位） | Arrived ÷ planned';
comment on column marts.funding_totals.planned_arrival_reason is '到位率（计划应到位）为空的原因 | Why arrived ÷ planned is unknown';
comment on column marts.funding_totals.due_planned_amount is '已到应到位日的计划应到位（元） | Planned money of lots whose due day has come';
comment on column marts.funding_totals.unproven_planned_amount is '已到应到位日但无法判断是否及时的金额（元） | Planned money due whose arrival by its day no return proves';
comment on column marts.funding_totals.timely_arrived_amount is '及时到位（应到位日之前已到位，元） | Arrived by its due day';
comment on column marts.funding_totals.timely_arrival_ratio is '到位及时率（及时到位÷应到位） | Arrived by its due day ÷ planned, of lots due';
comment on column marts.funding_totals.timely_arrival_reason is '到位及时率为空的原因 | Why timely arrival is unknown';
comment on column marts.funding_totals.initial_budget_amount is '年初预算数（元） | Initial budget of the year';
comment on column marts.funding_totals.adjusted_budget_amount is '全年预算数（调整后，含上年结转，元） | Budget of the year after adjustment';
comment on column marts.funding_totals.carried_over_amount is '预算中的上年结转（元） | Carried-over money within the budget';
comment on column marts.funding_totals.executed_amount is '全年执行数（元） | Executed of the budget';
comment on column marts.funding_totals.budget_execution_ratio is '预算执行率（全年执行数÷全年预算数） | Executed ÷ budget of the year after adjustment';
comment on column marts.funding_totals.budget_execution_reason is '预算执行率为空的原因 | Why budget execution is unknown';
comment on column marts.funding_totals.needs_deviation_reason is '执行率低于须说明原因的界限 | Whether execution is so low that a reason is required';
comment on column marts.funding_totals.outside_earmark_amount is '超出资金用途范围的支付（待财政局认定，元） | Payments outside the earmark, for a person to rule on';
comment on column marts.funding_totals.to_be_returned_amount is '应收回的结转结余（元） | Money left over that is to be returned';
comment on column marts.funding_totals.oldest_lot_age_years is '有结余的最早资金批次的年限 | Age of the oldest lot with money left';
comment on column marts.funding_totals.is_overdrawn is '有批次支付大于到位 | Whether a lot is paid beyond what arrived';
comment on column marts.funding_totals.last_report_date is '最近填报截止日 | Newest cut-off';
create table candidate.funding_totals (like marts.funding_totals including all);

create table marts.cable_subsidy (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    project_code text not null,
    project_name text not null,
    operator_code text not null,
    operator_name text not null,
    planned_length numeric(16, 2),
    completed_length numeric(16, 2),
    cable_cost_amount numeric(18, 2),
    civil_cost_amount numeric(18, 2),
    audited_cost_amount numeric(18, 2),
    audit_document_number text,
    audited_by_unit_code text,
    eligible_cost_amount numeric(18, 2),
    upper_amount numeric(18, 2),
    base_name text,
    base_amount numeric(18, 2),
    subsidy_ratio numeric(16, 6),
    subsidy_amount numeric(18, 2),
    status text not null,
    paid_date date,
    paid_amount numeric(18, 2),
    upper_paid_amount numeric(18, 2),
    last_report_date date,
    primary key (as_of_date, project_code, operator_code)
);
comment on table marts.cable_subsidy is '管线补助：每个项目、管线单位和时点一行 | Cable subsidy: one row per project, operator and as-of date';
comment on column marts.cable_subsidy.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.cable_subsidy.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.cable_subsidy.plan_version is '计划版本 | Plan version in force';
comment on column marts.cable_subsidy.policy_version is '政策版本 | Policy version';
comment on column marts.cable_subsidy.project_code is '项目编码 | Project code';
comment on column marts.cable_subsidy.project_name is '小区名称 | Community';
comment on column marts.cable_subsidy.operator_code is '管线单位编码 | Operator code';
comment on column marts.cable_subsidy.operator_name is '管线单位 | Operator';
comment on column marts.cable_subsidy.planned_length is '计划下地长度（米） | Length to be put underground';
comment on column marts.cable_subsidy.completed_length is '累计下地长度（米） | Length put underground';
comment on column marts.cable_subsidy.cable_cost_amount is '所报管线造价（元） | Cost that is claimed';
comment on column marts.cable_subsidy.civil_cost_amount is '其中土建费用（元，由财政承担） | Civil works within the claim, public cost';
comment on column marts.cable_subsidy.audited_cost_amount is '审定管线造价（元） | Audited cost';
comment on column marts.cable_subsidy.audit_document_number is '审定文号 | Document of the audit';
comment on column marts.cable_subsidy.audited_by_unit_code is '填报审定数的单位 | Unit that filed the audited cost';
comment on column marts.cable_subsidy.eligible_cost_amount is '可补助造价（剔除土建，元） | Cost that is subsidised, civil works left out';
comment on column marts.cable_subsidy.upper_amount is '上级资金下达（元） | Upper-level money allocated to the project';
comment on column marts.cable_subsidy.base_name is '基数名称 | Name of the base';
comment on column marts.cable_subsidy.base_amount is '基数（元） | The base';
comment on column marts.cable_subsidy.subsidy_ratio is '补助比例 | Share that upper-level money bears, at most 1';
comment on column marts.cable_subsidy.subsidy_amount is '补助金额（元） | Subsidy';
comment on column marts.cable_subsidy.status is '状态（待审计、比例不明、待兑付、已兑付、不适用） | awaiting_audit, ratio_unknown, payable, paid, not_eligible';
comment on column marts.cable_subsidy.paid_date is '兑付日期 | Day of payment, as the milestone says';
comment on column marts.cable_subsidy.paid_amount is '已付（县级资金，元） | Paid to the operator out of county money';
comment on column marts.cable_subsidy.upper_paid_amount is '误用上级资金支付（元） | Paid to the operator out of upper-level money, which is not allowed';
comment on column marts.cable_subsidy.last_report_date is '最近填报截止日 | Newest cut-off';
create table candidate.cable_subsidy (like marts.cable_subsidy including all);

create table marts.change_tracker (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    project_code text not null,
    project_name text not null,
    plan_investment_amount numeric(18, 2) not null,
    approved_estimate_amount numeric(18, 2),
    estimate_amount numeric(18, 2) not null,
    estimate_basis text not null,
    is_estimate_over_plan boolean not null,
    changes_count integer not null,
    contract_amount numeric(18, 2),
    confirmed_changes_amount numeric(18, 2),
    proposed_changes_amount numeric(18, 2),
    cumulative_amount numeric(18, 2),
    headroom_amount numeric(18, 2),
    needs_reapproval boolean not null,
    status text not null,
    reapproval_document_number text,
    last_report_date date,
    primary key (as_of_date, project_code)
);
comment on table marts.change_tracker is '变更台账：每个项目和时点一行 | Changes against the approved estimate: one row per project and as-of date';
comment on column marts.change_tracker.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.change_tracker.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.change_tracker.plan_version is '计划版本 | Plan version in force';
comment on column marts.change_tracker.policy_version is '政策版本 | Policy version';
comment on column marts.change_tracker.project_code is '项目编码 | Project code';
comment on column marts.change_tracker.project_name is '小区名称 | Community';
comment on column marts.change_tracker.plan_investment_amount is '计划总投资（元） | Investment of the plan';
comment on column marts.change_tracker.approved_estimate_amount is '批复概算（元） | Approved estimate';
comment on column marts.change_tracker.estimate_amount is '比较用概算（元） | What changes are held against';
comment on column marts.change_tracker.estimate_basis is '比较用概算的依据 | approved_estimate or plan_investment';
comment on column marts.change_tracker.is_estimate_over_plan is '概算超计划投资界限 | Whether the estimate lies above the plan by more than the policy''s share';
comment on column marts.change_tracker.changes_count is '变更份数 | Changes';
comment on column marts.change_tracker.contract_amount is '合同价（元） | Contract cost';
comment on column marts.change_tracker.confirmed_changes_amount is '累计已确认变更（元） | Confirmed changes';
comment on column marts.change_tracker.proposed_changes_amount is '拟变更（元） | Proposed changes';
comment on column marts.change_tracker.cumulative_amount is '合同价加变更（元） | Contract with confirmed and proposed changes';
comment on column marts.change_tracker.headroom_amount is '剩余额度（概算减合同价与变更，元） | What the estimate leaves';
comment on column marts.change_tracker.needs_reapproval is '须报批 | Whether approval anew is needed';
comment on column marts.change_tracker.status is '状态（无变更、概算待录、概算内、须报批、已报批） | no_change_reported, estimate_missing, inside_estimate, needs_reapproval, reapproved';
comment on column marts.change_tracker.reapproval_document_number is '报批文号 | Document of the new approval';
comment on column marts.change_tracker.last_report_date is '最近填报截止日 | Newest cut-off';
create table candidate.change_tracker (like marts.change_tracker including all);

create table marts.resident_satisfaction (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    project_code text not null,
    project_name text not null,
    planned_households_count integer not null,
    survey_date date,
    surveyed_households_count integer,
    consenting_households_count integer,
    consent_ratio numeric(16, 6),
    consent_reason text,
    answers_date date,
    valid_answers_count integer,
    very_satisfied_count integer,
    satisfied_count integer,
    satisfaction_ratio numeric(16, 6),
    satisfaction_reason text,
    petitions_count integer,
    handover_date date,
    management_mode text,
    primary key (as_of_date, project_code)
);
comment on table marts.resident_satisfaction is '居民意愿与满意度：每个项目和时点一行 | Residents: one row per project and as-of date';
comment on column marts.resident_satisfaction.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.resident_satisfaction.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.resident_satisfaction.plan_version is '计划版本 | Plan version in force';
comment on column marts.resident_satisfaction.policy_version is '政策版本 | Policy version';
comment on column marts.resident_satisfaction.project_code is '项目编码 | Project code';
comment on column marts.resident_satisfaction.project_name is '小区名称 | Community';
comment on column marts.resident_satisfaction.planned_households_count is '计划户数 | Planned households';
comment on column marts.resident_satisfaction.survey_date is '调查截止日 | Cut-off of the survey';
comment on column marts.resident_satisfaction.surveyed_households_count is '调查户数 | Households surveyed';
comment on column marts.resident_satisfaction.consenting_households_count is '同意户数 | Households consenting';
comment on column marts.resident_satisfaction.consent_ratio is '同意率 | Consenting ÷ surveyed';
comment on column marts.resident_satisfaction.consent_reason is '同意率为空的原因 | Why consent is unknown';
comment on column marts.resident_satisfaction.answers_date is '问卷截止日 | Cut-off of the answers';
comment on column marts.resident_satisfaction.valid_answers_count is '有效问卷（样本量） | Valid answers';
comment on column marts.resident_satisfaction.very_satisfied_count is '非常满意 | Very satisfied';
comment on column marts.resident_satisfaction.satisfied_count is '满意 | Satisfied';
comment on column marts.resident_satisfaction.satisfaction_ratio is '满意度 | Satisfied and very satisfied ÷ valid answers';
comment on column marts.resident_satisfaction.satisfaction_reason is '满意度为空的原因（含样本不足） | Why satisfaction is unknown';
comment on column marts.resident_satisfaction.petitions_count is '信访件数 | Petitions';
comment on column marts.resident_satisfaction.handover_date is '移交日期 | Day of handover';
comment on column marts.resident_satisfaction.management_mode is '长效管理方式 | Mode of management';
create table candidate.resident_satisfaction (like marts.resident_satisfaction including all);

create table marts.unit_timeliness (
    as_of_date date not null,
    known_at timestamptz not null,
    plan_version integer not null,
    unit_code text not null,
    unit_name text not null,
    form text not null,
    returns_due_count integer not null,
    returns_on_time_count integer not null,
    returns_received_count integer not null,
    returns_missing_count integer not null,
    longest_days_late integer,
    timeliness_ratio numeric(16, 6),
    timeliness_reason text,
    primary key (as_of_date, unit_code, form)
);
comment on table marts.unit_timeliness is '报送及时率：每个单位、表种和时点一行 | Punctuality: one row per unit, form and as-of date';
comment on column marts.unit_timeliness.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.unit_timeliness.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.unit_timeliness.plan_version is '计划版本 | Plan version in force';
comment on column marts.unit_timeliness.unit_code is '单位编码 | Unit code';
comment on column marts.unit_timeliness.unit_name is '单位名称 | Unit';
comment on column marts.unit_timeliness.form is '表种 | Form';
comment on column marts.unit_timeliness.returns_due_count is '应报期数 | Returns due';
comment on column marts.unit_timeliness.returns_on_time_count is '及时报送期数 | Returns on time';
comment on column marts.unit_timeliness.returns_received_count is '已报期数 | Returns received';
comment on column marts.unit_timeliness.returns_missing_count is '未报期数 | Returns missing';
comment on column marts.unit_timeliness.longest_days_late is '最长迟报天数 | Days of the longest delay';
comment on column marts.unit_timeliness.timeliness_ratio is '报送及时率 | On time ÷ due';
comment on column marts.unit_timeliness.timeliness_reason is '报送及时率为空的原因 | Why punctuality is unknown';
create table candidate.unit_timeliness (like marts.unit_timeliness including all);

---------- marts that grow

alter table marts.funding_use
add column carried_in_amount numeric(18, 2),
add column planned_amount numeric(18, 2),
add column unreported_planned_amount numeric(18, 2),
add column planned_arrived_amount numeric(18, 2),
add column planned_arrival_ratio numeric(16, 6),
add column planned_arrival_reason text,
add column due_planned_amount numeric(18, 2),
add column unproven_planned_amount numeric(18, 2),
add column timely_arrived_amount numeric(18, 2),
add column timely_arrival_ratio numeric(16, 6),
add column timely_arrival_reason text,
add column initial_budget_amount numeric(18, 2),
add column adjusted_budget_amount numeric(18, 2),
add column carried_over_amount numeric(18, 2),
add column executed_amount numeric(18, 2),
add column budget_execution_ratio numeric(16, 6),
add column budget_execution_reason text,
add column needs_deviation_reason boolean,
add column outside_earmark_amount numeric(18, 2),
add column to_be_returned_amount numeric(18, 2),
add column oldest_lot_age_years integer,
add column is_overdrawn boolean,
add column is_deviation_explained boolean;
alter table candidate.funding_use
add column carried_in_amount numeric(18, 2),
add column planned_amount numeric(18, 2),
add column unreported_planned_amount numeric(18, 2),
add column planned_arrived_amount numeric(18, 2),
add column planned_arrival_ratio numeric(16, 6),
add column planned_arrival_reason text,
add column due_planned_amount numeric(18, 2),
add column unproven_planned_amount numeric(18, 2),
add column timely_arrived_amount numeric(18, 2),
add column timely_arrival_ratio numeric(16, 6),
add column timely_arrival_reason text,
add column initial_budget_amount numeric(18, 2),
add column adjusted_budget_amount numeric(18, 2),
add column carried_over_amount numeric(18, 2),
add column executed_amount numeric(18, 2),
add column budget_execution_ratio numeric(16, 6),
add column budget_execution_reason text,
add column needs_deviation_reason boolean,
add column outside_earmark_amount numeric(18, 2),
add column to_be_returned_amount numeric(18, 2),
add column oldest_lot_age_years integer,
add column is_overdrawn boolean,
add column is_deviation_explained boolean;
comment on column marts.funding_use.carried_in_amount is '上年结转（上年末到位减支付，元） | Carried in from last year';
comment on column marts.funding_use.planned_amount is '登记资金批次计划应到位（已有填报的批次，元） | Planned money of registered lots that a return speaks of';
comment on column marts.funding_use.unreported_planned_amount is '登记批次中尚无填报的计划应到位（元） | Planned money of registered lots that no return speaks of';
comment on column marts.funding_use.planned_arrived_amount is '登记批次已到位（元） | Arrived of registered lots';
comment on column marts.funding_use.planned_arrival_ratio is '到位率（分母：计划应到位） | Arrived ÷ planned';
comment on column marts.funding_use.planned_arrival_reason is '到位率（计划应到位）为空的原因 | Why arrived ÷ planned is unknown';
comment on column marts.funding_use.due_planned_amount is '已到应到位日的计划应到位（元） | Planned money of lots whose due day has come';
comment on column marts.funding_use.unproven_planned_amount is '已到应到位日但无法判断是否及时的金额（元） | Planned money due whose arrival by its day no return proves';
comment on column marts.funding_use.timely_arrived_amount is '及时到位（应到位日之前已到位，元） | Arrived by its due day';
comment on column marts.funding_use.timely_arrival_ratio is '到位及时率（及时到位÷应到位） | Arrived by its due day ÷ planned, of lots due';
comment on column marts.funding_use.timely_arrival_reason is '到位及时率为空的原因 | Why timely arrival is unknown';
comment on column marts.funding_use.initial_budget_amount is '年初预算数（元） | Initial budget of the year';
comment on column marts.funding_use.adjusted_budget_amount is '全年预算数（调整后，含上年结转，元） | Budget of the year after adjustment';
comment on column marts.funding_use.carried_over_amount is '预算中的上年结转（元） | Carried-over money within the budget';
comment on column marts.funding_use.executed_amount is '全年执行数（元） | Executed of the budget';
comment on column marts.funding_use.budget_execution_ratio is '预算执行率（全年执行数÷全年预算数） | Executed ÷ budget of the year after adjustment';
comment on column marts.funding_use.budget_execution_reason is '预算执行率为空的原因 | Why budget execution is unknown';
comment on column marts.funding_use.needs_deviation_reason is '执行率低于须说明原因的界限 | Whether execution is so low that a reason is required';
comment on column marts.funding_use.outside_earmark_amount is '超出资金用途范围的支付（待财政局认定，元） | Payments outside the earmark, for a person to rule on';
comment on column marts.funding_use.to_be_returned_amount is '应收回的结转结余（元） | Money left over that is to be returned';
comment on column marts.funding_use.oldest_lot_age_years is '有结余的最早资金批次的年限 | Age of the oldest lot with money left';
comment on column marts.funding_use.is_overdrawn is '有批次支付大于到位 | Whether a lot is paid beyond what arrived';
comment on column marts.funding_use.is_deviation_explained is '是否已说明偏差原因 | Whether a reason was given for low execution';

alter table marts.project_performance
add column plan_investment_amount numeric(18, 2),
add column approved_estimate_amount numeric(18, 2),
add column final_account_amount numeric(18, 2),
add column budget_basis text,
add column started_date date,
add column started_basis text,
add column finished_basis text,
add column accepted_date date,
add column contract_signed_date date,
add column payment_to_work_status text,
add column cost_saving_ratio numeric(16, 6),
add column cost_saving_reason text;
alter table candidate.project_performance
add column plan_investment_amount numeric(18, 2),
add column approved_estimate_amount numeric(18, 2),
add column final_account_amount numeric(18, 2),
add column budget_basis text,
add column started_date date,
add column started_basis text,
add column finished_basis text,
add column accepted_date date,
add column contract_signed_date date,
add column payment_to_work_status text,
add column cost_saving_ratio numeric(16, 6),
add column cost_saving_reason text;
comment on column marts.project_performance.plan_investment_amount is '计划总投资（元） | Investment of the plan';
comment on column marts.project_performance.approved_estimate_amount is '批复概算（元） | Approved estimate';
comment on column marts.project_performance.final_account_amount is '决算审定金额（元） | Audited final account';
comment on column marts.project_performance.budget_basis is '预算依据 | What the budget is: approved_estimate or plan_investment';
comment on column marts.project_performance.started_date is '开工日 | Day of the start';
comment on column marts.project_performance.started_basis is '开工日依据 | What says so: milestone or progress';
comment on column marts.project_performance.finished_basis is '完工日依据 | What says so: milestone or progress';
comment on column marts.project_performance.accepted_date is '验收日（规划核实和工程验收均完成） | Day on which both verification and acceptance were done';
comment on column marts.project_performance.contract_signed_date is '合同签订日 | Day the contract was signed';
comment on column marts.project_performance.payment_to_work_status is '支付与完成投资比较 | overpaid, within, underpaid, contract_date_unknown, not_known';
comment on column marts.project_performance.cost_saving_ratio is '成本节约率 | Budget less audited final account ÷ budget';
comment on column marts.project_performance.cost_saving_reason is '成本节约率为空的原因 | Why the saving is unknown';
