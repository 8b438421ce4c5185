-- How far a unit's API has been read for one form and cut-off date.
-- One row, or none before the first collection.
select
    cursors.cursor_at,
    cursors.etag,
    cursors.whole_at,
    cursors.fetches_count
from raw.collection_cursors as cursors
where
    cursors.unit_code = :unit_code
    and cursors.form = :form
    and cursors.cutoff_date = :cutoff_date
