-- What is other now than it was put before the bureau: tables and columns by their Chinese names, as the database has
-- them; the community where the row's key names one.
-- One row per value; none where nothing differs, and of a day that does not stand before the bureau.
select
    named.project_name,
    bridge.row_key,
    bridge.certified_value,
    bridge.current_value,
    bridge.difference_quantity,
    split_part(split_part(obj_description(relations.oid, 'pg_class'), ' | ', 1), '：', 1) as mart_name,
    coalesce(
        split_part(col_description(relations.oid, cells.attnum), ' | ', 1), bridge.column_name
    ) as column_meaning
from marts.certified_bridge as bridge
inner join pg_class as relations on relations.oid = to_regclass('marts.' || quote_ident(bridge.mart))
left join pg_attribute as cells
    on
        relations.oid = cells.attrelid
        and bridge.column_name = cells.attname
left join marts.project_performance as named
    on
        bridge.as_of_date = named.as_of_date
        and named.project_code = any(string_to_array(bridge.row_key, '|'))
where bridge.as_of_date = :as_of_date
order by relations.relname asc, bridge.row_key asc, cells.attnum asc
