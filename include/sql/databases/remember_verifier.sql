-- Hand a role, and what the server checks its password by, to the next statement, which quotes them.
-- One row.
select
    set_config('planwatch.role', :role, false) as role_name,
    set_config('planwatch.verifier', :verifier, false) as verifier
