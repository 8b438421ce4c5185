-- Enter a delivery into the ledger; one that stands already keeps its state.
insert into raw.deliveries (week_key, owner_code, channel, connection_id)
values (:week_key, :owner_code, :channel, :connection_id)
on conflict (week_key, owner_code, channel) do nothing
