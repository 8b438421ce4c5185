-- How far each unit's API has been read: what is asked for next, and which lines are known, so that each comes once.

create table raw.collection_cursors (
    unit_code text not null,
    form text not null,
    cutoff_date date not null,
    cursor_at timestamptz,
    etag text,
    whole_at timestamptz not null,
    clock_skew_seconds numeric,
    fetches_count integer not null,
    return_id bigint references raw.returns on delete set null,
    collected_at timestamptz not null,
    primary key (unit_code, form, cutoff_date)
);
comment on table raw.collection_cursors is '接口采集进度：每单位、表式、截至日期一行 | How far a unit''s API has been read: one row per unit, form and cut-off date';
comment on column raw.collection_cursors.unit_code is '单位代码 | Unit';
comment on column raw.collection_cursors.form is '表式 | Form';
comment on column raw.collection_cursors.cutoff_date is '截至日期 | Cut-off date';
comment on column raw.collection_cursors.cursor_at is '对方服务器给出的游标时刻；空则下次全取 | The server''s own cursor; null asks for everything next time';
comment on column raw.collection_cursors.etag is '上次完整采集的ETag | ETag of the last complete listing';
comment on column raw.collection_cursors.whole_at is '上次全量采集的时刻 | When everything was last asked for';
comment on column raw.collection_cursors.clock_skew_seconds is '对方时钟快于我方的秒数 | Seconds by which the server''s clock is ahead of ours';
comment on column raw.collection_cursors.fetches_count is '已登记的采集次数 | Collections recorded so far';
comment on column raw.collection_cursors.return_id is '最近一次由采集登记的报表 | The last return that a collection made';
comment on column raw.collection_cursors.collected_at is '最近一次采集的时刻 | When it was last collected';

create table raw.collected_lines (
    unit_code text not null,
    form text not null,
    cutoff_date date not null,
    line_key text not null,
    content_sha256 text not null,
    changed_at timestamptz,
    return_id bigint not null references raw.returns on delete cascade,
    primary key (unit_code, form, cutoff_date, line_key)
);
comment on table raw.collected_lines is '接口各行的最新已知内容，用以去重 | The newest known content of every line of an API, by which repetitions are known';
comment on column raw.collected_lines.unit_code is '单位代码 | Unit';
comment on column raw.collected_lines.form is '表式 | Form';
comment on column raw.collected_lines.cutoff_date is '截至日期 | Cut-off date';
comment on column raw.collected_lines.line_key is '小区与改造内容的指纹 | Fingerprint of what the line speaks of';
comment on column raw.collected_lines.content_sha256 is '内容指纹（不含更新时刻） | Fingerprint of the content without its moment of change';
comment on column raw.collected_lines.changed_at is '对方给出的更新时刻 | When the line changed, by the server''s clock';
comment on column raw.collected_lines.return_id is '登记它的报表 | The return that brought it';

create table raw.collection_faults (
    return_id bigint not null references raw.returns on delete cascade,
    rule_id text not null,
    place text not null,
    facts jsonb not null,
    primary key (return_id, rule_id, place)
);
comment on table raw.collection_faults is '采集时发现的接口问题，随报表一并答复 | What was found of an API while it was collected; answered with the return';
comment on column raw.collection_faults.return_id is '报表 | Return';
comment on column raw.collection_faults.rule_id is '规则 | Rule';
comment on column raw.collection_faults.place is '字段或地址 | Field or address';
comment on column raw.collection_faults.facts is '事实 | Facts';
