-- What each column of the marts means, in Chinese and English; the projects' first, for where others have it too.
-- One row per relation and column.
select
    relations.relname as relation_name,
    attributes.attname as column_name,
    col_description(attributes.attrelid, attributes.attnum) as meaning
from pg_attribute as attributes
inner join pg_class as relations on attributes.attrelid = relations.oid
where
    relations.relnamespace = cast('marts' as regnamespace)
    and attributes.attnum > 0
    and not attributes.attisdropped
    and col_description(attributes.attrelid, attributes.attnum) is not null
order by
    relations.relname = 'project_performance' desc,
    relations.relname asc,
    attributes.attnum asc
