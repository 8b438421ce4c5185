-- The statement that gives a role its password, quoted by the server itself.
-- One row.
select
    format(
        'alter role %I password %L',
        current_setting('planwatch.role'),
        current_setting('planwatch.verifier')
    ) as statement
