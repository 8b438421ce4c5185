-- 本期无变化: what a submitter's tick stands for, and which lines carry earlier figures because of it.
-- Moments are UTC; days are Asia/Shanghai calendar days.

-- A sheet whose tick says that nothing has changed since the unit's last accepted return. One row per return and sheet.
create table raw.no_change_claims (
    return_id bigint not null references raw.returns on delete cascade,
    form text not null,
    sheet_name text not null,
    cutoff_date date,
    last_row_number integer not null,
    repeats boolean not null,
    primary key (return_id, form, sheet_name)
);

-- A line whose blank figures were taken from an earlier accepted line by such a tick. One row per line.
-- The earlier line tells how old the figures are; it may itself repeat a still earlier one.
create table raw.repeated_lines (
    form text not null,
    line_id bigint not null,
    return_id bigint not null references raw.returns on delete cascade,
    repeated_line_id bigint not null,
    primary key (form, line_id)
);
create index repeated_lines_by_return on raw.repeated_lines (return_id);

comment on table raw.no_change_claims is '表单上“本期无变化”的勾选｜sheets whose tick says that nothing has changed';
comment on column raw.no_change_claims.cutoff_date is '该表截至日期；空为未填｜the sheet''s cut-off date; null where none is stated';
comment on column raw.no_change_claims.last_row_number is '该表最后一行行号｜the sheet''s last row';
comment on column raw.no_change_claims.repeats is '真为沿用上次累计数，假为没有新增事项｜true repeats the last figures, false says that nothing new happened';
comment on table raw.repeated_lines is '因“本期无变化”沿用以前已接收数据的行｜lines that carry earlier accepted figures because of a tick';
comment on column raw.repeated_lines.repeated_line_id is '被沿用的已接收行｜the accepted line whose figures are repeated';
