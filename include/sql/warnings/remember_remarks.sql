-- Keep the remark of a row that a rule asks about as the reason of its unit, given in that return.
insert into raw.warning_reasons (
    fingerprint, unit_code, rule_id, form, project_code, facts, reason, given_in_return_id, given_at
)
select distinct on (found.fingerprint, returns.received_at)
    found.fingerprint,
    returns.unit_code,
    found.rule_id,
    found.form,
    lines.project_code,
    found.facts,
    trim(lines.remark) as reason,
    found.return_id as given_in_return_id,
    returns.received_at as given_at
from raw.findings as found
inner join raw./* form */_lines as lines on found.line_id = lines.line_id
inner join raw.returns as returns on found.return_id = returns.return_id
where
    found.form = '/* form */'
    and found.severity = 'warning'
    and returns.state = 'read'
    and length(trim(lines.remark)) > 0
order by found.fingerprint asc, returns.received_at asc, found.line_id asc
on conflict (fingerprint, given_at) do nothing
