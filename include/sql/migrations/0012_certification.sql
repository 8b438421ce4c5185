-- Sign-off: what the finance bureau was asked to certify, what it answered, and the rows as they stood then.
-- Publishing and certifying are separate: a published day may be computed anew, a certified one never changes.

create table marts.certifications (
    certification_id bigint generated always as identity,
    as_of_date date not null,
    period_kinds text[] not null,
    publication_id bigint not null,
    known_at timestamptz not null,
    plan_version integer not null,
    policy_version integer not null,
    content_sha256 text not null,
    state text not null,
    requested_at timestamptz not null,
    answered_at timestamptz,
    answered_by text,
    opinion text,
    primary key (certification_id),
    check (state in ('requested', 'approved', 'returned')),
    check ((state = 'requested') = (answered_at is null)),
    check (state = 'requested' or length(trim(opinion)) > 0)
);
create unique index certifications_approved_once on marts.certifications (as_of_date) where state = 'approved';
create unique index certifications_asked_once on marts.certifications (as_of_date) where state = 'requested';
comment on table marts.certifications is '审定登记：每次送审一行 | Sign-offs: one row per request to certify a day';
comment on column marts.certifications.certification_id is '审定编号 | Certification';
comment on column marts.certifications.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.certifications.period_kinds is '所属期间：month 月 quarter 季 year 年 | What the day ends: month, quarter, year';
comment on column marts.certifications.publication_id is '所审定的发布 | The publication that was put before the bureau';
comment on column marts.certifications.known_at is '已收到材料的截止时刻 | Moment up to which returns were known';
comment on column marts.certifications.plan_version is '计划版本 | Plan version in force';
comment on column marts.certifications.policy_version is '政策版本 | Policy version';
comment on column marts.certifications.content_sha256 is '全部冻结行的指纹 | SHA-256 of all frozen rows';
comment on column marts.certifications.state is '状态：requested 待审 approved 同意 returned 退回 | State';
comment on column marts.certifications.requested_at is '送审时刻 | Moment of the request';
comment on column marts.certifications.answered_at is '答复时刻 | Moment of the answer';
comment on column marts.certifications.answered_by is '答复账号 | Account that answered';
comment on column marts.certifications.opinion is '意见 | Opinion';

create table marts.certified_rows (
    certification_id bigint not null references marts.certifications,
    mart text not null,
    row_key text not null,
    content jsonb not null,
    primary key (certification_id, mart, row_key)
);
comment on table marts.certified_rows is '送审时冻结的各表数据行 | Rows of every mart as they were put before the bureau';
comment on column marts.certified_rows.certification_id is '审定编号 | Certification';
comment on column marts.certified_rows.mart is '发布表 | Mart';
comment on column marts.certified_rows.row_key is '行键（除时点外的主键，以竖线相连） | Key of the row without its day';
comment on column marts.certified_rows.content is '整行内容 | The whole row';

-- What is certified, or was returned, is a record: nobody changes it, the pipeline neither.
create function marts.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'certification % is answered and cannot be changed; a later correction shows in certified_bridge',
        old.certification_id;
end
$$;
create trigger answered_certifications_stand before update or delete on marts.certifications
for each row when (old.state <> 'requested') execute function marts.refuse_change();
create trigger frozen_rows_stand before update or delete on marts.certified_rows
for each row execute function marts.refuse_change();
create function marts.refuse_truncate() returns trigger language plpgsql as $$
begin
    raise exception 'certifications are records and cannot be emptied';
end
$$;
create trigger certifications_are_not_emptied before truncate on marts.certifications
for each statement execute function marts.refuse_truncate();
create trigger frozen_rows_are_not_emptied before truncate on marts.certified_rows
for each statement execute function marts.refuse_truncate();

-- Every row of one day in every mart that is kept by day: a table whose primary key begins with as_of_date.
create function marts.rows_of_day(day date)
returns table (mart text, row_key text, content jsonb) language plpgsql stable as $$
declare
    entry record;
begin
    for entry in
        select
            tables.relname,
            string_agg(
                format('stood.%I::text', fields.attname), ', ' order by keys.place
            ) filter (where fields.attname <> 'as_of_date') as key_columns
        from pg_index as indexes
        inner join pg_class as tables on indexes.indrelid = tables.oid
        inner join pg_namespace as schemas on tables.relnamespace = schemas.oid
        cross join lateral unnest(indexes.indkey::int[]) with ordinality as keys (number, place)
        inner join pg_attribute as fields on tables.oid = fields.attrelid and keys.number = fields.attnum
        where schemas.nspname = 'marts' and indexes.indisprimary
        group by tables.relname
        having bool_or(fields.attname = 'as_of_date' and keys.place = 1)
        order by tables.relname
    loop
        return query execute format(
            'select %L::text, concat_ws(''|'', %s), to_jsonb(stood) from marts.%I as stood where stood.as_of_date = $1',
            entry.relname, coalesce(entry.key_columns, ''''''), entry.relname
        ) using day;
    end loop;
end
$$;
comment on function marts.rows_of_day(date) is '某一时点各发布表的全部数据行 | Every row of one day in every mart kept by day';

-- What has changed since a day was certified: one row per mart, row and column whose value is another today.
create view marts.certified_bridge as
with sides as (

    select
        certifications.certification_id,
        certifications.as_of_date,
        frozen.mart,
        frozen.row_key,
        cells.column_name,
        cells.column_value as certified_value,
        null::text as current_value
    from marts.certifications as certifications
    inner join marts.certified_rows as frozen on certifications.certification_id = frozen.certification_id
    cross join lateral jsonb_each_text(frozen.content) as cells (column_name, column_value)
    where certifications.state = 'approved'
    union all
    select
        certifications.certification_id,
        certifications.as_of_date,
        stood.mart,
        stood.row_key,
        cells.column_name,
        null::text as certified_value,
        cells.column_value as current_value
    from marts.certifications as certifications
    cross join lateral marts.rows_of_day(certifications.as_of_date) as stood
    cross join lateral jsonb_each_text(stood.content) as cells (column_name, column_value)
    where certifications.state = 'approved'

),

paired as (

    select
        sides.certification_id,
        sides.as_of_date,
        sides.mart,
        sides.row_key,
        sides.column_name,
        max(sides.certified_value) as certified_value,
        max(sides.current_value) as current_value
    from sides
    where sides.column_name not in ('known_at', 'policy_version')
    group by sides.certification_id, sides.as_of_date, sides.mart, sides.row_key, sides.column_name

),

changed as (

    select
        paired.*,
        case
            when
                paired.certified_value ~ '^-?[0-9]+(\.[0-9]+)?$' and paired.current_value ~ '^-?[0-9]+(\.[0-9]+)?$'
                then paired.current_value::numeric - paired.certified_value::numeric
        end as difference_quantity
    from paired
    where paired.certified_value is distinct from paired.current_value

)

select * from changed;
comment on view marts.certified_bridge is '审定后变化：审定值与现值逐项对照 | What has changed since a day was certified, value by value';
comment on column marts.certified_bridge.certification_id is '审定编号 | Certification';
comment on column marts.certified_bridge.as_of_date is '数据时点（上海日历日） | Day the figures speak of';
comment on column marts.certified_bridge.mart is '发布表 | Mart';
comment on column marts.certified_bridge.row_key is '行键 | Key of the row without its day';
comment on column marts.certified_bridge.column_name is '列 | Column';
comment on column marts.certified_bridge.certified_value is '审定值 | Value as certified';
comment on column marts.certified_bridge.current_value is '现值 | Value as published today';
comment on column marts.certified_bridge.difference_quantity is '差额（数值列） | Difference, for figures';
