-- F12: a later return of the unit says something else of the same thing; the later one stands from now on.
-- One row per line and column that differs, with both values.
select
    lines.line_id,
    '/* written */' as column_name,
    earlier./* written */ as earlier_value,
    lines./* written */ as value,
    earlier.return_id as earlier_return
from checking./* form */_lines as lines
inner join lateral (
    select earlier.*
    from raw./* form */_lines as earlier
    inner join raw.returns as returns on earlier.return_id = returns.return_id
    where
        earlier.is_accepted
        and returns.unit_code = lines.unit_code
        and row(/* earlier_key */) = row(/* key */)
    order by returns.received_at desc, earlier.line_id desc
    limit 1
) as earlier on true
where earlier./* column */ is distinct from lines./* column */
