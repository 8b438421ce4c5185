-- Whether the server has this role.
-- One row.
select exists(
    select 1 from pg_roles
    where pg_roles.rolname = :role
) as is_there
