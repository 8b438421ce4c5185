-- Record a digest before it is sent; an earlier record of the same week stands.
insert into raw.digests (digest_key, as_of_date, subject, folder_path, recorded_at)
values (:digest_key, :as_of_date, :subject, :folder_path, :recorded_at)
on conflict (digest_key) do update set
    subject = excluded.subject,
    folder_path = excluded.folder_path
where raw.digests.sent_at is null
