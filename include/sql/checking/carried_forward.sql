-- For the rows of a return that an error holds back: which of them have an earlier figure that goes on counting.
-- One row.
select
    count(*) as held_back_count,
    count(earlier.cutoff_date) as carried_count,
    min(earlier.cutoff_date) as oldest_date,
    max(earlier.cutoff_date) as newest_date
from raw./* form */_lines as lines
inner join raw.returns as returns on lines.return_id = returns.return_id
left join lateral (
    select max(accepted.cutoff_date) as cutoff_date
    from raw./* form */_lines as accepted
    inner join raw.returns as earlier_returns on accepted.return_id = earlier_returns.return_id
    where
        accepted.is_accepted
        and earlier_returns.unit_code = returns.unit_code
        and (earlier_returns.received_at, earlier_returns.return_id) < (returns.received_at, returns.return_id)
        and (lines.cutoff_date is null or accepted.cutoff_date <= lines.cutoff_date)
        /* same_thing */ -- noqa: RF01
) as earlier on true
where
    lines.return_id = :return_id
    and not lines.is_accepted
    and exists (
        select 1 from raw.findings as found
        where found.form = '/* form */' and found.line_id = lines.line_id and found.severity = 'error'
    )
