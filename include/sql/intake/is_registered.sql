-- Whether these bytes have come from this unit before.
-- One row.
select exists(
    select 1
    from raw.returns as returns
    where returns.unit_code = :unit_code and returns.file_sha256 = :file_sha256
) as is_registered
