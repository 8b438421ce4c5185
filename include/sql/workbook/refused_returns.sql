-- Files that were refused, and from whose unit nothing has come since: each with why.
-- One row per finding of the file. Facts as text.
select
    found.rule_id,
    found.severity,
    found.form,
    found.sheet_name,
    found.row_number,
    found.column_name,
    found.waiver_id,
    found.reason_given,
    cast(found.facts as text) as facts,
    cast(null as integer) as position,
    returns.return_id,
    returns.file_name,
    units.unit_name,
    null as project_name
from raw.findings as found
inner join raw.returns as returns on found.return_id = returns.return_id
inner join marts.programme_performance as published on published.as_of_date = :as_of_date
inner join raw.plan_units as units
    on returns.unit_code = units.unit_code and published.plan_version = units.plan_version
where
    returns.verdict = 'refused'
    and found.severity = 'fatal'
    and returns.recorded_at <= published.known_at
    and coalesce(returns.cutoff_date, published.as_of_date) <= published.as_of_date
    and not exists (
        select 1 from raw.returns as later
        where
            later.unit_code = returns.unit_code
            and later.received_at > returns.received_at
            and later.recorded_at <= published.known_at
            and later.accepted_lines_count > 0
            and (later.forms && returns.forms or cardinality(returns.forms) = 0)
    )
order by returns.unit_code asc, returns.return_id asc, found.rule_id asc
