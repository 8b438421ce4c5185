-- The finance bureau's readers see what is published and nothing else; what is published later too.
do $$
begin
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to finance_reader', current_database());
    revoke all on schema public from public;
    grant usage on schema marts to finance_reader;
    grant select on all tables in schema marts to finance_reader;
    alter default privileges in schema marts grant select on tables to finance_reader;
end
$$
