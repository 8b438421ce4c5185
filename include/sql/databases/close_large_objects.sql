-- Nobody keeps large objects in the warehouse: PostgreSQL lets every role make them, also one that may only read.
-- Only the owner of the server's own functions may say so; where the administrator is none, it stays as it was.
do $$
begin
    if (select rolsuper from pg_roles where rolname = current_user) then
        revoke execute on function lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) from public;
    end if;
end
$$
