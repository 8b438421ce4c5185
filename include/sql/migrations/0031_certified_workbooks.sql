-- What is put before the bureau stands from the request on, not from the answer: its workbook is made of the frozen
-- rows, and what is published of its day afterwards is compared with them.

alter table marts.certifications add column workbook_sha256 text;
comment on column marts.certifications.workbook_sha256 is '送审表格的指纹（由冻结行生成；先前送审的为空） | SHA-256 of the workbook made of the frozen rows; none of earlier requests';

-- Put the frozen rows of a certification in the place of its day's rows, of every mart that is kept by day. For a
-- transaction that is taken back: whatever reads the marts of a day then reads what was put before the bureau. A column
-- that a mart has got since has its default.
create function raw.put_back_certified(certification bigint) returns void language plpgsql as $$
declare
    day date;
    entry record;
begin
    select certifications.as_of_date into strict day
    from marts.certifications as certifications
    where certifications.certification_id = certification;
    for entry in
        select
            tables.relname,
            (
                select string_agg(quote_ident(fields.attname), ', ' order by fields.attnum)
                from pg_attribute as fields
                where
                    fields.attrelid = tables.oid
                    and fields.attnum > 0
                    and not fields.attisdropped
                    and exists (
                        select 1 from marts.certified_rows as frozen
                        where
                            frozen.certification_id = certification
                            and frozen.mart = tables.relname
                            and frozen.content ? fields.attname
                    )
            ) as frozen_columns
        from pg_class as tables
        inner join pg_namespace as schemas on tables.relnamespace = schemas.oid
        inner join pg_index as keys on tables.oid = keys.indrelid and keys.indisprimary
        inner join pg_attribute as days on tables.oid = days.attrelid and keys.indkey[0] = days.attnum
        where schemas.nspname = 'marts' and days.attname = 'as_of_date'
    loop
        execute format('delete from marts.%I where as_of_date = $1', entry.relname) using day;
        if entry.frozen_columns is not null then
            execute format(
                'insert into marts.%1$I (%2$s) select %2$s from ('
                '    select (jsonb_populate_record(null::marts.%1$I, frozen.content)).*'
                '    from marts.certified_rows as frozen where frozen.certification_id = $1 and frozen.mart = %1$L'
                ') as stood',
                entry.relname, entry.frozen_columns
            ) using certification;
        end if;
    end loop;
end
$$;

-- What is other today than it was put before the bureau: one row per mart, row and column whose value is another.
create or replace view marts.certified_bridge as
with sides as (

    select
        certifications.certification_id,
        certifications.as_of_date,
        certifications.state,
        frozen.mart,
        frozen.row_key,
        cells.column_name,
        cells.column_value as certified_value,
        null::text as current_value
    from marts.certifications as certifications
    inner join marts.certified_rows as frozen on certifications.certification_id = frozen.certification_id
    cross join lateral jsonb_each_text(frozen.content) as cells (column_name, column_value)
    where certifications.state in ('approved', 'requested')
    union all
    select
        certifications.certification_id,
        certifications.as_of_date,
        certifications.state,
        stood.mart,
        stood.row_key,
        cells.column_name,
        null::text as certified_value,
        cells.column_value as current_value
    from marts.certifications as certifications
    cross join lateral marts.rows_of_day(certifications.as_of_date) as stood
    cross join lateral jsonb_each_text(stood.content) as cells (column_name, column_value)
    where certifications.state in ('approved', 'requested')

),

paired as (

    select
        sides.certification_id,
        sides.as_of_date,
        sides.state,
        sides.mart,
        sides.row_key,
        sides.column_name,
        max(sides.certified_value) as certified_value,
        max(sides.current_value) as current_value
    from sides
    where sides.column_name not in ('known_at', 'policy_version')
    group by
        sides.certification_id, sides.as_of_date, sides.state, sides.mart, sides.row_key, sides.column_name

),

changed as (

    select
        paired.certification_id,
        paired.as_of_date,
        paired.mart,
        paired.row_key,
        paired.column_name,
        paired.certified_value,
        paired.current_value,
        case
            when
                paired.certified_value ~ '^-?[0-9]+(\.[0-9]+)?$' and paired.current_value ~ '^-?[0-9]+(\.[0-9]+)?$'
                then paired.current_value::numeric - paired.certified_value::numeric
        end as difference_quantity,
        paired.state
    from paired
    where paired.certified_value is distinct from paired.current_value

)

select * from changed;
comment on view marts.certified_bridge is '送审后变化：送审（审定）值与现值逐项对照 | What is other today than it was put before the bureau, value by value';
comment on column marts.certified_bridge.certified_value is '送审（审定）值 | Value as it was put before the bureau, and certified';
comment on column marts.certified_bridge.state is '状态：requested 待审 approved 同意 | State of the certification';
