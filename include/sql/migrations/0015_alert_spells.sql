-- Alerts as spells: the weeks that were evaluated, what was acknowledged, every spell of every week and its events.

-- The weeks that alerts were told for, and the week each was compared with: made again, a week is compared with that.
create table raw.alert_weeks (
    as_of_date date not null,
    known_at timestamptz not null,
    previous_as_of_date date,
    previous_known_at timestamptz,
    primary key (as_of_date, known_at)
);

-- Who answered for which alert, why, and until when it is muted. No rule: every alert of the project.
create table raw.acknowledgements (
    acknowledgement_id bigint generated always as identity primary key,
    project_code text not null,
    rule_id text,
    acknowledged_by text not null,
    reason text not null,
    recovery_date date not null,
    muted_until_date date not null,
    acknowledged_at timestamptz not null,
    check (length(trim(reason)) > 0 and length(trim(acknowledged_by)) > 0)
);

create table marts.alert_spells (
    as_of_date date not null,
    known_at timestamptz not null,
    week_key text not null,
    plan_version integer not null,
    policy_version integer not null,
    kind text not null,
    subject_kind text not null,
    subject_code text not null,
    subject_name text not null,
    rule_id text not null,
    case_key text not null,
    state text not null,
    movement text,
    level text not null,
    previous_level text,
    measure numeric(18, 6),
    reference_measure numeric(18, 6),
    facts jsonb not null,
    since_date date not null,
    weeks_count integer not null,
    reds_count integer not null,
    reopened_count integer not null,
    closed_date date,
    close_reason text,
    return_ids bigint[] not null,
    news_date date,
    is_corrected boolean not null,
    is_on_hold boolean not null,
    asked_known_at timestamptz not null,
    acknowledgement_key text,
    acknowledged_by text,
    acknowledged_at timestamptz,
    acknowledged_reason text,
    recovery_date date,
    muted_until_date date,
    is_muted boolean not null,
    escalated_date date,
    order_number text,
    order_deadline_date date,
    is_pushed boolean not null,
    audience text[] not null,
    primary key (as_of_date, known_at, subject_kind, subject_code, rule_id, case_key),
    check (kind in ('project', 'money', 'data')),
    check (state in ('open', 'closed')),
    check (level in ('notice', 'yellow', 'red'))
);
comment on table marts.alert_spells is '预警台账：每个对象、规则、事项和周一行；已销号的保留一段时间以辨认重现 | Alerts as spells: one row per subject, rule, case and week; closed ones stay a while so that a return is known';
comment on column marts.alert_spells.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.alert_spells.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.alert_spells.week_key is 'ISO 周 | ISO week';
comment on column marts.alert_spells.plan_version is '计划版本 | Plan version in force';
comment on column marts.alert_spells.policy_version is '政策版本 | Policy version';
comment on column marts.alert_spells.kind is '类别：project 进度 money 资金 data 报送 | Kind: project, money, data';
comment on column marts.alert_spells.subject_kind is '对象：project 项目 unit 单位 | Of what: a project or a unit';
comment on column marts.alert_spells.subject_code is '项目或单位编码 | Code of the project or unit';
comment on column marts.alert_spells.subject_name is '项目或单位名称 | Name of the project or unit';
comment on column marts.alert_spells.rule_id is '规则 | Rule';
comment on column marts.alert_spells.case_key is '同一规则下的事项（表种及截止日），无则为空串 | Which case of the rule: form and cut-off; empty where there is one';
comment on column marts.alert_spells.state is '状态：open 未销号 closed 已销号 | open or closed';
comment on column marts.alert_spells.movement is '本周变化：opened reopened worse unchanged better closed；已销号的无变化为空 | What the week did; null for what was closed before';
comment on column marts.alert_spells.level is '级别：notice 提醒 yellow 黄 red 红 | Level: notice, yellow, red';
comment on column marts.alert_spells.previous_level is '上周级别 | Level of the week before';
comment on column marts.alert_spells.measure is '规则所跟踪的数值 | The figure that the rule follows';
comment on column marts.alert_spells.reference_measure is '上次变化时的数值 | That figure when it last opened, worsened or got better';
comment on column marts.alert_spells.facts is '事实 | The facts that its sentence names';
comment on column marts.alert_spells.since_date is '自何周（周末日）起 | Last day of the week it opened in';
comment on column marts.alert_spells.weeks_count is '持续周数（含首周） | Age in weeks, the first included';
comment on column marts.alert_spells.reds_count is '连续为红的周数 | Consecutive red weeks';
comment on column marts.alert_spells.reopened_count is '重新出现的次数 | How often it has come back';
comment on column marts.alert_spells.closed_date is '销号周（周末日） | Last day of the week it closed in';
comment on column marts.alert_spells.close_reason is '销号原因：cured cured_by_correction finished received received_late waived dropped_from_plan rule_retired | Why it closed';
comment on column marts.alert_spells.return_ids is '依据的报表编号 | Returns that caused it';
comment on column marts.alert_spells.news_date is '依据的最新截止日 | Newest cut-off behind it';
comment on column marts.alert_spells.is_corrected is '本周有更正过去数据的报表 | Whether a return of this week corrected the past';
comment on column marts.alert_spells.is_on_hold is '因无有效填报而暂停判断 | Held as it was, for want of news';
comment on column marts.alert_spells.asked_known_at is '最近一次要求答复的时刻（出现或加重） | When it last opened or worsened, and so asked for an answer';
comment on column marts.alert_spells.acknowledgement_key is '签认编号（R 开头为随报表签认） | Acknowledgement; R: by a return';
comment on column marts.alert_spells.acknowledged_by is '签认单位 | Unit that acknowledged';
comment on column marts.alert_spells.acknowledged_at is '签认时刻 | When';
comment on column marts.alert_spells.acknowledged_reason is '滞后原因 | Its reason';
comment on column marts.alert_spells.recovery_date is '预计恢复日 | Day by which it is to be cured';
comment on column marts.alert_spells.muted_until_date is '免推送至（含当日） | Not pushed up to and with this day';
comment on column marts.alert_spells.is_muted is '是否免推送 | Whether it is muted this week';
comment on column marts.alert_spells.escalated_date is '上报领导小组的周（周末日） | Last day of the week it went to the leading group in';
comment on column marts.alert_spells.order_number is '督办单编号 | Number of the order to deal with it';
comment on column marts.alert_spells.order_deadline_date is '督办单答复期限 | Day by which the order is to be answered';
comment on column marts.alert_spells.is_pushed is '本周是否推送 | Whether it is pushed this week';
comment on column marts.alert_spells.audience is '通知对象 | Who hears of it';
create table candidate.alert_spells (like marts.alert_spells including all);

create table marts.alert_events (
    as_of_date date not null,
    known_at timestamptz not null,
    week_key text not null,
    plan_version integer not null,
    policy_version integer not null,
    kind text not null,
    subject_kind text not null,
    subject_code text not null,
    subject_name text not null,
    rule_id text not null,
    case_key text not null,
    event text not null,
    previous_level text,
    level text not null,
    facts jsonb not null,
    weeks_count integer not null,
    reason text,
    return_ids bigint[] not null,
    order_number text,
    is_pushed boolean not null,
    audience text[] not null,
    primary key (as_of_date, known_at, subject_kind, subject_code, rule_id, case_key, event),
    check (
        event in ('opened', 'reopened', 'worse', 'unchanged', 'better', 'acknowledged', 'escalated', 'closed')
    )
);
comment on table marts.alert_events is '预警事件：每周每条预警的每个事件一行 | Alert events: one row per alert, week and event';
comment on column marts.alert_events.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.alert_events.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.alert_events.week_key is 'ISO 周 | ISO week';
comment on column marts.alert_events.plan_version is '计划版本 | Plan version in force';
comment on column marts.alert_events.policy_version is '政策版本 | Policy version';
comment on column marts.alert_events.kind is '类别：project 进度 money 资金 data 报送 | Kind: project, money, data';
comment on column marts.alert_events.subject_kind is '对象：project 项目 unit 单位 | Of what: a project or a unit';
comment on column marts.alert_events.subject_code is '项目或单位编码 | Code of the project or unit';
comment on column marts.alert_events.subject_name is '项目或单位名称 | Name of the project or unit';
comment on column marts.alert_events.rule_id is '规则 | Rule';
comment on column marts.alert_events.case_key is '同一规则下的事项（表种及截止日），无则为空串 | Which case of the rule: form and cut-off; empty where there is one';
comment on column marts.alert_events.event is '事件：opened 新增 reopened 重现 worse 加重 unchanged 持平 better 好转 acknowledged 签认 escalated 上报 closed 销号 | Event';
comment on column marts.alert_events.previous_level is '上周级别 | Level of the week before';
comment on column marts.alert_events.level is '级别 | Level';
comment on column marts.alert_events.facts is '事实 | The facts that its sentence names';
comment on column marts.alert_events.weeks_count is '持续周数 | Age in weeks';
comment on column marts.alert_events.reason is '原因：销号原因、签认理由或 corrected（因更正而变化）、mute_ended（免推送到期） | Why: of the closing, of the acknowledgement, a correction, a mute that ended';
comment on column marts.alert_events.return_ids is '依据的报表编号 | Returns that caused it';
comment on column marts.alert_events.order_number is '督办单编号 | Number of the order';
comment on column marts.alert_events.is_pushed is '是否推送 | Whether it is pushed';
comment on column marts.alert_events.audience is '通知对象 | Who hears of it';
create table candidate.alert_events (like marts.alert_events including all);
