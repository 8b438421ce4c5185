-- Keep a line's newest content, so that its repetition is known.
-- One row per line.
insert into raw.collected_lines (
    unit_code, form, cutoff_date, line_key, content_sha256, changed_at, return_id
)
values (
    :unit_code, :form, :cutoff_date, :line_key, :content_sha256, :changed_at, :return_id
)
on conflict (unit_code, form, cutoff_date, line_key) do update
    set
        content_sha256 = excluded.content_sha256,
        changed_at = excluded.changed_at,
        return_id = excluded.return_id
