-- For the rows of a return that an error holds back: which of them have an earlier figure that goes on counting.
-- One row.
with lines as (

    select
        held.*,
        returns.unit_code,
        returns.received_at
    from raw./* form */_lines as held
    inner join raw.returns as returns on held.return_id = returns.return_id
    where
        held.return_id = :return_id
        and not held.is_accepted
        and exists (
            select 1 from raw.findings as found
            where found.form = '/* form */' and found.line_id = held.line_id and found.severity = 'error'
        )

),

earlier as (

    select
        lines.line_id,
        max(accepted.cutoff_date) as cutoff_date
    from lines
    inner join raw./* form */_lines as accepted
        on
            accepted.is_accepted
            and (lines.cutoff_date is null or lines.cutoff_date >= accepted.cutoff_date)
            /* same_thing */ -- noqa: RF01
    inner join raw.returns as earlier_returns
        on
            accepted.return_id = earlier_returns.return_id
            and lines.unit_code = earlier_returns.unit_code
    where (earlier_returns.received_at, earlier_returns.return_id) < (lines.received_at, lines.return_id)
    group by lines.line_id

)

select
    count(*) as held_back_count,
    count(earlier.cutoff_date) as carried_count,
    min(earlier.cutoff_date) as oldest_date,
    max(earlier.cutoff_date) as newest_date
from lines
left join earlier on lines.line_id = earlier.line_id
