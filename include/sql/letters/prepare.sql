-- Note what is about to be sent, in how many parts and over which connection.
update raw.deliveries
set connection_id = :connection_id, parts_count = :parts_count, content_sha256 = :content_sha256
where week_key = :week_key and owner_code = :owner_code and channel = :channel
