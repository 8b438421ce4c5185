-- Rates of funds of which one side is not known of every lot are null with a reason, for the programme and for what
-- each company builds too. Whether a due lot is overdue is unknown while its arrival is not reported, and so is whether
-- money is overdrawn while what is left over is. Fund lots without a project have their rows in the ledger.

alter table marts.fund_ledger
alter column is_arrival_overdue drop not null,
alter column project_name drop not null;
alter table candidate.fund_ledger
alter column is_arrival_overdue drop not null,
alter column project_name drop not null;
alter table marts.programme_performance add column funding_reason text;
alter table candidate.programme_performance add column funding_reason text;
alter table marts.unit_performance add column funding_reason text;
alter table candidate.unit_performance add column funding_reason text;

comment on table marts.fund_ledger is '资金台账：每个项目、来源、文号、口径和时点一行；未分到项目的资金批次另有一行（all），不与各项目相加 | Ledger of money by lot: one row per project, source, document, series and as-of date; of a lot without a project one row under all, never added to the projects'' rows';
comment on column marts.fund_ledger.project_code is '项目编码（未分到项目的批次为 all） | Project code, or all of a lot without a project';
comment on column marts.fund_ledger.project_name is '小区名称（未分到项目的批次为空） | Community; null of a lot without a project';
comment on column marts.fund_ledger.is_arrival_overdue is '逾期未足额到位（已到期而未报到位的为空） | Whether it is due and has not arrived in full; null where it is due and its arrival is not reported';
comment on column marts.programme_performance.funding_reason is '到位率、使用率、支付率中有为空的原因 | Why not all rates of arrival, use and payment are known';
comment on column marts.unit_performance.funding_reason is '到位率、使用率、支付率中有为空的原因 | Why not all rates of arrival, use and payment are known';
comment on column marts.project_performance.funding_reason is '到位率、使用率、支付率中有为空的原因 | Why not all rates of arrival, use and payment are known';
comment on column marts.funding_use.ratio_reason is '到位率、使用率、支付率中有为空的原因 | Why not all rates of arrival, use and payment are known';
comment on column marts.funding_totals.ratio_reason is '到位率、使用率、支付率中有为空的原因 | Why not all rates of arrival, use and payment are known';
comment on column marts.funding_use.balance_amount is '结存（到位减支付，元；有批次未报到位则为空） | Arrived less paid, yuan; null where a lot does not say what arrived';
comment on column marts.funding_totals.balance_amount is '结转结余（上年结转加到位减支出，元；有批次未报到位则为空） | Left over: carried in plus arrived less paid; null where a lot does not say what arrived';
comment on column marts.funding_use.is_overdrawn is '是否有批次支出大于到位（结存不可知则为空） | Whether more of a lot is paid than arrived; null where that cannot be known';
comment on column marts.funding_totals.is_overdrawn is '是否有批次支出大于到位（结存不可知则为空） | Whether more of a lot is paid than arrived; null where that cannot be known';
