-- One part is dealt with: the channel confirmed it, or nobody knows. After the last part the delivery is settled.
update raw.deliveries
set
    parts_done_count = parts_done_count + 1,
    unknown_parts = case when :is_known then unknown_parts else unknown_parts || (parts_done_count + 1) end,
    state = case
        when parts_done_count + 1 < parts_count then 'waiting'
        when :is_known and unknown_parts = '{}' then 'sent'
        else 'unknown'
    end,
    sent_at = case when :is_known and parts_done_count + 1 >= parts_count then clock_timestamp() end,
    last_error = coalesce(:error, last_error)
where week_key = :week_key and owner_code = :owner_code and channel = :channel
