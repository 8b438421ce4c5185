-- Record a letter before it is sent; a letter of which any channel has begun to send anything keeps its record.
-- One row where this call's record stands, none where the earlier one is kept.
insert into raw.letters (
    week_key, owner_code, as_of_date, subject, folder_path, has_changes, content_sha256, recorded_at
)
values (:week_key, :owner_code, :as_of_date, :subject, :folder_path, :has_changes, :content_sha256, :recorded_at)
on conflict (week_key, owner_code) do update
    set
        as_of_date = excluded.as_of_date,
        subject = excluded.subject,
        folder_path = excluded.folder_path,
        has_changes = excluded.has_changes,
        content_sha256 = excluded.content_sha256,
        recorded_at = excluded.recorded_at
where
    (raw.letters.week_key, raw.letters.owner_code) not in (
        select
            deliveries.week_key,
            deliveries.owner_code
        from raw.deliveries as deliveries
        where deliveries.claimed_at is not null
    )
returning raw.letters.week_key
