-- What was found in one return, in the order of its rows.
-- One row per finding; facts as text, so that no number passes through a float.
select
    found.rule_id,
    found.severity,
    found.form,
    found.sheet_name,
    found.row_number,
    found.column_name,
    cast(found.facts as text) as facts
from raw.findings as found
where found.return_id = :return_id
order by
    found.row_number asc nulls first,
    found.sheet_name asc nulls first,
    found.rule_id asc,
    found.column_name asc nulls first
