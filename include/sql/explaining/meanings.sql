-- What each column of the marts means, in Chinese and English; where several have a column, as the projects' says it.
-- One row per column.
select distinct on (attributes.attname)
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
    attributes.attname asc,
    relations.relname = 'project_performance' desc,
    relations.relname asc
