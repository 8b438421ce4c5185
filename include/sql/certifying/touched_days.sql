-- The days that stand before the bureau or are certified, and of which returns speak that were judged by a moment and
-- after the one at which what is published of the day was known; in their order.
-- One row per day.
select certifications.as_of_date
from marts.certifications as certifications
inner join marts.programme_performance as published on certifications.as_of_date = published.as_of_date
where
    certifications.state in ('approved', 'requested')
    and exists (
        select 1
        from raw.returns as returns
        left join raw.lines as lines on returns.return_id = lines.return_id
        where
            returns.verdict is not null
            and returns.recorded_at > published.known_at
            and returns.recorded_at <= :known_at
            and coalesce(lines.cutoff_date, returns.cutoff_date) <= certifications.as_of_date
    )
order by certifications.as_of_date
