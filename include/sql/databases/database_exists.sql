-- Whether the server has this database.
-- One row.
select exists(
    select 1 from pg_database
    where pg_database.datname = :database
) as is_there
