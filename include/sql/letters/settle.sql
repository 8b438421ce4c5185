-- What a person found out about a delivery of which nobody knew: it arrived, or it is to be sent again.
-- Touches the row only while it is unknown.
update raw.deliveries
set
    state = case when :has_arrived then 'sent' else 'waiting' end,
    sent_at = case when :has_arrived then claimed_at end,
    parts_done_count = case when :has_arrived then parts_done_count else unknown_parts[1] - 1 end,
    unknown_parts = '{}',
    last_error = null
where week_key = :week_key and owner_code = :owner_code and channel = :channel and state = 'unknown'
