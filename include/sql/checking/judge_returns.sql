-- The verdict on each checked return, from its findings and what became of its lines.
-- An exact repetition is ignored and spoils no verdict; a 合计 that disagrees does, though it holds no line back.
-- A tick that nothing new happened is accepted without a line.
with counted as (

    select
        returns.return_id,
        (
            select count(*) from raw.lines as lines
            where lines.return_id = returns.return_id and lines.is_accepted
        )
            as accepted_lines_count,
        exists(
            select 1 from raw.findings as found
            where found.return_id = returns.return_id and found.severity = 'fatal'
        )
            as has_fatal,
        exists(
            select 1 from raw.findings as found
            where found.return_id = returns.return_id and found.severity = 'error'
        )
            as has_error,
        exists(
            select 1 from raw.no_change_claims as claims
            where claims.return_id = returns.return_id and not claims.repeats
        )
            as says_nothing_new
    from raw.returns as returns
    where returns.state = 'checked'

)

update raw.returns
set
    state = 'judged',
    judged_at = coalesce(returns.judged_at, :judged_at),
    accepted_lines_count = counted.accepted_lines_count,
    verdict = case
        when counted.has_fatal then 'refused'
        when counted.accepted_lines_count = 0 and (counted.has_error or not counted.says_nothing_new) then 'returned'
        when counted.has_error then 'partly_returned'
        else 'accepted'
    end
from counted
where returns.return_id = counted.return_id
