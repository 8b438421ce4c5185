-- Declared totals beside the sums of lines, one set per plan version.
create table marts.plan_reconciliation (
    plan_version integer not null,
    measure text not null,
    quantity_unit text not null,
    source_clause text not null,
    is_approximate boolean not null,
    declared_quantity numeric,
    lines_quantity numeric not null,
    difference_quantity numeric,
    difference_ratio numeric,
    tolerance_ratio numeric not null,
    status text not null,
    primary key (plan_version, measure)
);
comment on table marts.plan_reconciliation is '计划声明总数与分项之和的核对，每个计划版本和指标一行 | Declared totals beside sums of lines, one row per plan version and measure';
comment on column marts.plan_reconciliation.plan_version is '计划版本 | Plan version';
comment on column marts.plan_reconciliation.measure is '指标 | Measure';
comment on column marts.plan_reconciliation.quantity_unit is '计量单位 | Unit of the quantities';
comment on column marts.plan_reconciliation.source_clause is '出处条款 | Clause of the notice';
comment on column marts.plan_reconciliation.is_approximate is '原文是否标“约” | Whether the text says 约';
comment on column marts.plan_reconciliation.declared_quantity is '声明数，未声明为空 | Declared; empty where nothing is declared';
comment on column marts.plan_reconciliation.lines_quantity is '分项之和 | Sum of the lines';
comment on column marts.plan_reconciliation.difference_quantity is '差额（分项之和减声明数） | Sum of lines less declared';
comment on column marts.plan_reconciliation.difference_ratio is '差额占声明数的比例 | Difference as a share of declared';
comment on column marts.plan_reconciliation.tolerance_ratio is '允许偏差比例 | Tolerated share';
comment on column marts.plan_reconciliation.status is '核对结果 | holds, within_tolerance, outside_tolerance or nothing_declared';
