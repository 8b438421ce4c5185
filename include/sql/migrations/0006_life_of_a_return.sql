-- The life of a return: workdays and due dates, carried figures and their age, waivers, reasons of warnings,
-- and progress that another unit has verified.

---------- workdays and the reporting calendar

-- Every reading of the library is kept, so that a day computed again finds the calendar it was computed by.
alter table raw.workdays add column recorded_at timestamptz not null;
alter table raw.workdays add column source text not null;
alter table raw.workdays drop constraint workdays_pkey;
alter table raw.workdays add primary key (calendar_date, recorded_at);

-- How days are counted from a cut-off until a return is due, and from then through the grace.
alter table raw.plan_reporting_calendar add column due_rule text not null default 'calendar_days'
check (due_rule in ('calendar_days', 'workdays', 'next_workday'));
alter table raw.plan_reporting_calendar drop constraint plan_reporting_calendar_frequency_check;
alter table raw.plan_reporting_calendar add constraint plan_reporting_calendar_frequency_check
check (frequency in ('week', 'month', 'quarter', 'year', 'once'));

alter table marts.unit_reporting add column frequency text not null default 'month';
alter table marts.unit_reporting add column rule_id text;
alter table marts.unit_reporting add column waiver_id bigint;
alter table marts.unit_reporting add column due_note text;
comment on column marts.unit_reporting.status is '状态：on_time 按时 within_grace 宽限期内 late 迟报 missing 未报 not_due 未到期 in_grace 宽限中 waived 免报 | Status';
comment on column marts.unit_reporting.frequency is '报送周期：week month quarter year once | How often it is owed';
comment on column marts.unit_reporting.rule_id is '未报所对应的规则 | Rule that a missing report breaks';
comment on column marts.unit_reporting.waiver_id is '免报依据的豁免编号 | Waiver that excuses it';
comment on column marts.unit_reporting.due_note is '应报日说明：holidays_not_announced 放假安排未公布，按周一至周五计 | Note: holidays not announced, Monday to Friday assumed';
alter table candidate.unit_reporting add column frequency text not null default 'month';
alter table candidate.unit_reporting add column rule_id text;
alter table candidate.unit_reporting add column waiver_id bigint;
alter table candidate.unit_reporting add column due_note text;

---------- carried figures and verified progress

alter table marts.project_performance add column carried_forward_days integer;
alter table marts.project_performance add column data_status text not null default 'not_reported';
alter table marts.project_performance add column progress_basis text not null default 'reported';
alter table marts.project_performance add column verified_progress_ratio numeric(16, 6);
alter table marts.project_performance add column verified_progress_reason text;
alter table marts.project_performance add column verified_weight_ratio numeric(16, 6);
alter table marts.project_performance add column verified_date date;
alter table marts.project_performance add column verified_by_unit_code text;
alter table marts.project_performance add column is_verified boolean not null default false;
comment on column marts.project_performance.carried_forward_days is '沿用天数：数据时点减最近一期接收数据的截止日 | Age of the newest accepted figures, days';
comment on column marts.project_performance.data_status is '数据状态：current 当期 carried_forward 沿用上期 pending_check 数据待核 not_reported 未报 | State of the data';
comment on column marts.project_performance.progress_basis is '形象进度口径：reported 填报数 verified 有核定数的用核定数 | Whether verified figures take the place of reported ones';
comment on column marts.project_performance.verified_progress_ratio is '核定形象进度 | Verified physical progress';
comment on column marts.project_performance.verified_progress_reason is '核定形象进度为空的原因 | Why verified progress is unknown';
comment on column marts.project_performance.verified_weight_ratio is '已核定内容的权重之和 | Share of the project that is verified';
comment on column marts.project_performance.verified_date is '最近核定的截止日 | Cut-off of the newest verification';
comment on column marts.project_performance.verified_by_unit_code is '核定单位编码 | Unit that verified';
comment on column marts.project_performance.is_verified is '最近一期填报是否已全部核定 | Whether the newest reported figures are verified in full';
alter table candidate.project_performance add column carried_forward_days integer;
alter table candidate.project_performance add column data_status text not null default 'not_reported';
alter table candidate.project_performance add column progress_basis text not null default 'reported';
alter table candidate.project_performance add column verified_progress_ratio numeric(16, 6);
alter table candidate.project_performance add column verified_progress_reason text;
alter table candidate.project_performance add column verified_weight_ratio numeric(16, 6);
alter table candidate.project_performance add column verified_date date;
alter table candidate.project_performance add column verified_by_unit_code text;
alter table candidate.project_performance add column is_verified boolean not null default false;

---------- waivers

alter table raw.waivers add column form text;
alter table raw.waivers add column revoked_at timestamptz;
alter table raw.waivers add column revoked_by text;
alter table raw.waivers add check ((revoked_at is null) = (revoked_by is null));
create index findings_by_waiver on raw.findings (waiver_id) where waiver_id is not null;

-- Every waiver and how often it was used: by findings that it let pass, and by reports that it excused.
create view marts.waivers as
with passed as (

    select
        found.waiver_id,
        count(*) as findings_count,
        count(distinct found.return_id) as returns_count,
        max(returns.received_at) as last_used_at
    from raw.findings as found
    inner join raw.returns as returns on found.return_id = returns.return_id
    where found.waiver_id is not null
    group by found.waiver_id

),

excused as (

    select
        reporting.waiver_id,
        count(distinct concat_ws(' ', reporting.unit_code, reporting.form, reporting.cutoff_date)) as reports_count,
        max(reporting.cutoff_date) as last_cutoff_date
    from marts.unit_reporting as reporting
    where reporting.waiver_id is not null
    group by reporting.waiver_id

),

used as (

    select
        waivers.waiver_id,
        waivers.rule_id,
        waivers.unit_code,
        waivers.form,
        waivers.project_code,
        waivers.first_cutoff_date,
        waivers.last_cutoff_date,
        waivers.reason as waiver_reason,
        waivers.granted_by,
        waivers.granted_at,
        waivers.expires_date,
        waivers.revoked_at,
        waivers.revoked_by,
        coalesce(passed.findings_count, 0) + coalesce(excused.reports_count, 0) as uses_count,
        coalesce(passed.returns_count, 0) as returns_count,
        greatest(
            (passed.last_used_at at time zone 'Asia/Shanghai')::date, excused.last_cutoff_date
        ) as last_used_date
    from raw.waivers as waivers
    left join passed on waivers.waiver_id = passed.waiver_id
    left join excused on waivers.waiver_id = excused.waiver_id

)

select * from used;
comment on view marts.waivers is '豁免登记：每项豁免一行，含使用次数 | Waivers: one row each, with its uses';
comment on column marts.waivers.waiver_id is '豁免编号 | Waiver';
comment on column marts.waivers.rule_id is '规则 | Rule';
comment on column marts.waivers.unit_code is '单位编码 | Unit';
comment on column marts.waivers.form is '表种，为空指全部 | Form; empty means all';
comment on column marts.waivers.project_code is '项目编码，为空指全部项目 | Project; empty means all';
comment on column marts.waivers.first_cutoff_date is '适用的首个截止日 | First cut-off it covers';
comment on column marts.waivers.last_cutoff_date is '适用的最后截止日 | Last cut-off it covers';
comment on column marts.waivers.waiver_reason is '理由 | Why';
comment on column marts.waivers.granted_by is '批准单位 | Who granted it';
comment on column marts.waivers.granted_at is '批准时刻 | When';
comment on column marts.waivers.expires_date is '失效日（当日仍有效） | Last day on which it holds';
comment on column marts.waivers.revoked_at is '撤销时刻 | When it was revoked';
comment on column marts.waivers.revoked_by is '撤销单位 | Who revoked it';
comment on column marts.waivers.uses_count is '使用次数：放行的审核意见与免报的报表 | Findings let pass and reports excused';
comment on column marts.waivers.returns_count is '涉及报表份数 | Returns in which it was used';
comment on column marts.waivers.last_used_date is '最近使用日 | Last day of use';

---------- reasons of warnings

-- Why a unit stands by a figure that a rule asks about: given once, remembered for the same fact.
create table raw.warning_reasons (
    reason_id bigint generated always as identity primary key,
    fingerprint char(64) not null,
    unit_code text not null,
    rule_id text not null,
    form text not null,
    project_code text,
    facts jsonb not null,
    reason text not null,
    given_in_return_id bigint references raw.returns on delete set null,
    given_at timestamptz not null,
    unique (fingerprint, given_at),
    check (length(trim(reason)) > 0)
);

alter table raw.findings add column fingerprint char(64);
alter table raw.findings add column reason_given boolean not null default false;
create index findings_by_fingerprint on raw.findings (fingerprint) where fingerprint is not null;

-- A fact as the same text however its numbers were spelled: 1200 and 1200.00 are one.
create function raw.canonical(fact jsonb) returns jsonb language sql immutable parallel safe as $$
select
    coalesce(
        jsonb_object_agg(
            cells.key,
            case jsonb_typeof(cells.value)
                when 'number' then to_jsonb(trim_scale((cells.value #>> '{}')::numeric))
                else cells.value
            end
        ),
        '{}'::jsonb
    )
from jsonb_each(fact) as cells (key, value)
$$;
comment on function raw.canonical(jsonb) is '数值规范化 | Numbers without trailing zeros';
