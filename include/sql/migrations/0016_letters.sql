-- The letters of a week, one per owner, and what became of each on every channel.

create table raw.letters (
    week_key text not null,
    owner_code text not null,
    as_of_date date not null,
    subject text not null,
    folder_path text not null,
    has_changes boolean not null,
    content_sha256 text not null,
    recorded_at timestamptz not null,
    primary key (week_key, owner_code)
);
comment on table raw.letters is '每周函件：每个责任单位一封 | Letters: one per week and owner';
comment on column raw.letters.week_key is 'ISO 周，如 2021-W26 | ISO week';
comment on column raw.letters.owner_code is '收件单位代码，PROGRAMME 为领导小组办公室，OPERATORS 为运维 | Owner';
comment on column raw.letters.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column raw.letters.subject is '标题 | Subject';
comment on column raw.letters.folder_path is '函件文件所在文件夹 | Folder that holds letter.html, letter.txt and letter.md';
comment on column raw.letters.has_changes is '与上周相比是否有变化 | Whether anything has changed since the week before';
comment on column raw.letters.content_sha256 is '函件文件的指纹 | SHA-256 of the letter''s files';
comment on column raw.letters.recorded_at is '登记时刻 | Moment of the record';

-- At most one row, and so at most one letter, per week, owner and channel. `claimed` is committed when the connection
-- stands and the exchange is about to begin: what is found claimed afterwards may or may not have arrived.
create table raw.deliveries (
    week_key text not null,
    owner_code text not null,
    channel text not null check (channel in ('email', 'wecom', 'dingtalk', 'feishu', 'folder')),
    connection_id text not null,
    state text not null default 'waiting' check (state in ('waiting', 'claimed', 'sent', 'unknown', 'failed')),
    attempts integer not null default 0,
    parts_count integer,
    parts_done_count integer not null default 0,
    unknown_parts integer[] not null default '{}',
    content_sha256 text,
    claimed_at timestamptz,
    sent_at timestamptz,
    last_error text,
    primary key (week_key, owner_code, channel),
    foreign key (week_key, owner_code) references raw.letters
);
comment on table raw.deliveries is '送达登记：每周每单位每渠道一行 | Deliveries: one row per week, owner and channel';
comment on column raw.deliveries.week_key is 'ISO 周 | ISO week';
comment on column raw.deliveries.owner_code is '收件单位代码 | Owner';
comment on column raw.deliveries.channel is '渠道 | Channel';
comment on column raw.deliveries.connection_id is 'Airflow 连接 | Airflow connection that was used';
comment on column raw.deliveries.state is
'状态：waiting 待送 claimed 正在送 sent 已送 unknown 不确定是否送达 failed 未送达 | State';
comment on column raw.deliveries.attempts is '尝试次数 | Times that an exchange was begun or could not be';
comment on column raw.deliveries.parts_count is '分段数 | Parts that the letter was split into for this channel';
comment on column raw.deliveries.parts_done_count is '已处理分段数 | Parts that are dealt with';
comment on column raw.deliveries.unknown_parts is '不确定是否送达的分段 | Parts of which nobody knows whether they arrived';
comment on column raw.deliveries.content_sha256 is '所送内容的指纹 | SHA-256 of the letter that is being sent';
comment on column raw.deliveries.claimed_at is '最近一次开始发送的时刻 | Moment of the newest claim';
comment on column raw.deliveries.sent_at is '确认送达的时刻 | Moment at which the channel confirmed';
comment on column raw.deliveries.last_error is '最近一次未成的原因 | Why the newest attempt failed, or which recipients were refused';

create table raw.delivery_attempts (
    attempt_id bigint generated always as identity primary key,
    week_key text not null,
    owner_code text not null,
    channel text not null,
    connection_id text not null,
    part_number integer not null,
    claimed_at timestamptz not null,
    ended_at timestamptz,
    outcome text check (outcome in ('sent', 'refused', 'unknown')),
    error text,
    foreign key (week_key, owner_code, channel) references raw.deliveries,
    check ((outcome is null) = (ended_at is null))
);
create index delivery_attempts_by_connection on raw.delivery_attempts (connection_id, claimed_at);
comment on table raw.delivery_attempts is '每次与渠道的交互 | Every exchange with a channel, for operators and for rate limits';
