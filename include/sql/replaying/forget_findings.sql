-- Keep of the batch's findings what was known before the rule looked: those of reading, and of the rules before it.
delete from raw.findings as found
using raw.returns as returns
where
    found.return_id = returns.return_id
    and returns.state = 'read'
    and found.found_by = 'checking'
    and not found.rule_id = any(cast(:earlier_rule_ids as text[]))
