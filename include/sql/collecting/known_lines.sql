-- The newest known content of every line of a unit's API, for one form and cut-off date.
-- One row per line.
select
    known.line_key,
    known.content_sha256,
    known.changed_at
from raw.collected_lines as known
where
    known.unit_code = :unit_code
    and known.form = :form
    and known.cutoff_date = :cutoff_date
