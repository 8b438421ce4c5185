-- What was found in one return, in the order of its rows.
-- One row per finding; facts as text, so that no number passes through a float. What a shadow rule sees is told nobody.
select
    found.rule_id,
    found.severity,
    found.form,
    found.sheet_name,
    found.row_number,
    found.column_name,
    found.waiver_id,
    found.fingerprint,
    found.reason_given,
    cast(found.facts as text) as facts
from raw.findings as found
where found.return_id = :return_id and found.severity <> 'shadow'
order by
    found.row_number asc nulls first,
    found.sheet_name asc nulls first,
    found.rule_id asc,
    found.column_name asc nulls first
