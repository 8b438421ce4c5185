-- What each column of the projects' mart means, in Chinese and English.
-- One row per column.
select
    attributes.attname as column_name,
    col_description(attributes.attrelid, attributes.attnum) as meaning
from pg_attribute as attributes
where
    attributes.attrelid = cast('marts.project_performance' as regclass)
    and attributes.attnum > 0
    and not attributes.attisdropped
