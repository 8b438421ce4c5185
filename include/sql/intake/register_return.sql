-- Enter a return into the ledger.
-- One row: its id; none where the same bytes are there already.
insert into raw.returns (
    unit_code, channel, file_name, file_sha256, file_bytes, archive_path, received_at
)
values (
    :unit_code, :channel, :file_name, :file_sha256, :file_bytes, :archive_path, :received_at
)
on conflict (unit_code, file_sha256) do nothing
returning return_id
