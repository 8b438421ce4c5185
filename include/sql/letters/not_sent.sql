-- The part was surely not delivered; it waits for the next try, or counts as failed.
update raw.deliveries
set
    state = :state,
    last_error = :error,
    attempts = attempts + case when state = 'claimed' then 0 else 1 end
where week_key = :week_key and owner_code = :owner_code and channel = :channel
