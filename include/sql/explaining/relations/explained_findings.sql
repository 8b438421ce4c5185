-- What was found in each return that had come in by the moment. One row per finding.
select
    found.return_id,
    found.severity,
    found.rule_id,
    found.sheet_name,
    found.row_number,
    found.column_name
from raw.findings as found
inner join raw.returns as returns on found.return_id = returns.return_id
inner join evaluation on returns.recorded_at <= evaluation.known_at
order by found.return_id, found.row_number, found.rule_id
