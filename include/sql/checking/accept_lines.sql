-- Accept the lines of checked returns, but for those with an error, exact repetitions and those of refused files.
update raw./* form */_lines as lines
set
    is_accepted = not exists (
        select 1
        from raw.findings as found
        where found.return_id = lines.return_id and found.severity = 'fatal'
    )
    and not exists (
        select 1
        from raw.findings as found
        where
            found.line_id = lines.line_id
            and found.form = '/* form */'
            and (found.severity = 'error' or (found.rule_id = 'F10' and found.severity <> 'shadow'))
    )
from raw.returns as returns
where lines.return_id = returns.return_id and returns.state = 'checked'
