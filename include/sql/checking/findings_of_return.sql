-- What was found in one return and is said to its submitter: the gravest first, or in the order of its rows.
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
    cast(found.facts as text) as facts,
    cast(layouts.places -> found.column_name as integer) as position
from raw.findings as found
left join raw.return_layouts as layouts
    on
        found.return_id = layouts.return_id
        and found.sheet_name = layouts.sheet_name
where found.return_id = :return_id and found.severity <> 'shadow'
order by
    case when :by_row then 0 else array_position(array['fatal', 'error', 'warning', 'info'], found.severity) end,
    found.sheet_name asc nulls first,
    found.row_number asc nulls first,
    layouts.places -> found.column_name asc nulls first,
    found.rule_id asc,
    found.column_name asc nulls first
