-- How the exchange that was open ended.
update raw.delivery_attempts
set ended_at = clock_timestamp(), outcome = :outcome, error = :error
where
    week_key = :week_key
    and owner_code = :owner_code
    and channel = :channel
    and outcome is null
