-- The columns of each of these marts, in a table's own order; a key column names a row. Of columns with decimals, how
-- many.
-- One row per mart and column.
select
    mart_tables.relname as mart_name,
    mart_columns.attname as column_name,
    coalesce(mart_columns.attnum = any(primary_keys.indkey), false) as is_key,
    cast(
        substring(format_type(mart_columns.atttypid, mart_columns.atttypmod) from '^numeric[(][0-9]+,([0-9]+)')
        as integer
    ) as decimals_count
from pg_attribute as mart_columns
inner join pg_class as mart_tables on mart_columns.attrelid = mart_tables.oid
inner join pg_namespace as mart_schemas on mart_tables.relnamespace = mart_schemas.oid
left join pg_index as primary_keys
    on
        mart_tables.oid = primary_keys.indrelid
        and primary_keys.indisprimary
where
    mart_schemas.nspname = :schema_name
    and mart_tables.relname = any(:mart_names)
    and mart_columns.attnum > 0
    and not mart_columns.attisdropped
order by mart_tables.relname, mart_columns.attnum
