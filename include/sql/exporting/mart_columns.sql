-- Every column of every mart that is kept by day, and of the plan's reconciliation: its type, meaning and place.
-- One row per mart and column. Not required is also a text that is empty where there is nothing to say (in its meaning:
-- 空串), for a CSV cannot tell empty from missing.
select
    relations.relname as mart,
    cells.attname as column_name,
    format_type(cells.atttypid, cells.atttypmod) as column_type,
    cells.attnotnull
    and coalesce(col_description(relations.oid, cells.attnum), '') not like '%空串%' as is_required,
    obj_description(relations.oid, 'pg_class') as mart_meaning,
    col_description(relations.oid, cells.attnum) as column_meaning,
    coalesce(cells.attnum = any(primary_keys.indkey), false) as is_key
from pg_class as relations
inner join pg_namespace as spaces on relations.relnamespace = spaces.oid
inner join pg_attribute as cells on relations.oid = cells.attrelid and cells.attnum > 0 and not cells.attisdropped
inner join pg_index as primary_keys on relations.oid = primary_keys.indrelid and primary_keys.indisprimary
where
    spaces.nspname = 'marts'
    and relations.relkind = 'r'
    and exists (
        select 1 from pg_attribute as days
        where days.attrelid = relations.oid and days.attname = 'as_of_date' and days.attnum = any(primary_keys.indkey)
    )
order by relations.relname, cells.attnum
