-- What the rule finds in the batch, and whether each line counted when its return was judged.
-- One row per finding; facts as text, so that no number passes through a float.
select
    returns.return_id,
    returns.unit_code,
    returns.file_name,
    returns.received_at,
    found.rule_id,
    found.severity,
    found.form,
    found.line_id,
    found.sheet_name,
    found.row_number,
    found.column_name,
    found.waiver_id,
    accepted_then.line_id is not null as was_accepted,
    cast(found.facts as text) as facts
from raw.findings as found
inner join raw.returns as returns on found.return_id = returns.return_id
left join accepted_then
    on
        found.form = accepted_then.form
        and found.line_id = accepted_then.line_id
where returns.state = 'read' and found.rule_id = :rule_id and found.found_by = 'checking'
order by returns.return_id, found.sheet_name, found.row_number, found.column_name
