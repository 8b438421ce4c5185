-- Give each warning the fingerprint of its fact: rule, unit, form, column, what the row speaks of but for its cut-off
-- date, and the facts that the rule names but for those that only say where or when it was seen. The same fact has the
-- same fingerprint in every run and every return, however its numbers are spelled.
update raw.findings as found
set
    fingerprint = encode(
        sha256(
            convert_to(
                jsonb_build_array(
                    found.rule_id,
                    returns.unit_code,
                    found.form,
                    found.column_name,
                    raw.canonical(jsonb_build_object(/* key_pairs */)),
                    raw.canonical(found.facts - array[
                        'days', 'row', 'first_row', 'last_row', 'other_row', 'earlier_return', 'earlier_date', 'cell',
                        'remembered_reason'
                    ])
                )::text,
                'UTF8'
            )
        ),
        'hex'
    )
from raw./* form */_lines as lines, raw.returns as returns
where
    found.form = '/* form */'
    and found.severity = 'warning'
    and found.line_id = lines.line_id
    and found.return_id = returns.return_id
    and returns.state = 'read'
