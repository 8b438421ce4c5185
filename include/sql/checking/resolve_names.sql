-- Find what each line means by a name: exactly, by code or by curated alias, never by likeness.
-- All kinds of names of a form at once, so that each line is written anew once only.
update raw./* form */_lines as lines
set /* codes */
from (
    select
        named.line_id,
        /* found */
    from raw./* form */_lines as named
    inner join raw.returns as returns on named.return_id = returns.return_id
    /* names */
    where returns.state = 'read'
) as resolved
where lines.line_id = resolved.line_id
