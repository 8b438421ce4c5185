-- Let the ledger say how many lines ticked returns have now, and of which cut-off date they speak.
update raw.returns as returns
set
    lines_count = (
        select count(*) from raw.lines as lines
        where lines.return_id = returns.return_id
    ),
    cutoff_date = greatest(
        returns.cutoff_date,
        (
            select max(claims.cutoff_date) from claims
            where claims.return_id = returns.return_id
        )
    )
where
    returns.state = 'read'
    and returns.return_id in (select claims.return_id from claims)
