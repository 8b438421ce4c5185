-- Move a unit's cursor. A listing that was not whole or not sound leaves cursor and ETag where they were.
-- One row per unit, form and cut-off date.
insert into raw.collection_cursors (
    unit_code, form, cutoff_date, cursor_at, etag, whole_at, clock_skew_seconds, fetches_count, return_id,
    collected_at
)
values (
    :unit_code, :form, :cutoff_date, :cursor_at, :etag, :whole_at, :clock_skew_seconds, 1, :return_id, :collected_at
)
on conflict (unit_code, form, cutoff_date) do update
    set
        cursor_at = excluded.cursor_at,
        etag = excluded.etag,
        whole_at = excluded.whole_at,
        clock_skew_seconds = excluded.clock_skew_seconds,
        fetches_count = collection_cursors.fetches_count + 1,
        return_id = coalesce(excluded.return_id, collection_cursors.return_id),
        collected_at = excluded.collected_at
