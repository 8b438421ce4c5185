-- Record a letter before it is sent; an earlier record of the same week gives way.
insert into raw.letters (
    week_key, owner_code, as_of_date, subject, folder_path, has_changes, content_sha256, recorded_at
)
values (:week_key, :owner_code, :as_of_date, :subject, :folder_path, :has_changes, :content_sha256, :recorded_at)
on conflict (week_key, owner_code) do update set
    as_of_date = excluded.as_of_date,
    subject = excluded.subject,
    folder_path = excluded.folder_path,
    has_changes = excluded.has_changes,
    content_sha256 = excluded.content_sha256,
    recorded_at = excluded.recorded_at
