-- Hand a role and its password to the next statement without writing them into its text.
-- One row.
select
    set_config('planwatch.role', :role, false) as role_name,
    set_config('planwatch.password', :password, false) as password
