-- Find what each line means by a name: exactly, by code or by curated alias, never by likeness.
update raw./* form */_lines as lines
set /* kind */_code = names.code
from raw.returns as returns, checking.names as names
where
    lines.return_id = returns.return_id
    and returns.state = 'read'
    and names.kind = '/* kind */'
    and names.name = replace(lines./* kind */_text, ' ', '')
