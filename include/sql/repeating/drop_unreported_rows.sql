-- Rows of a ticked sheet that hold nothing but what the template fills in, and nothing to repeat: they report nothing.
delete from raw./* form */_lines as lines
using claims
where
    claims.form = '/* form */'
    and lines.return_id = claims.return_id
    and lines.sheet_name = claims.sheet_name
    and num_nonnulls(/* typed_columns */) = 0
    and cardinality(lines.unreadable_columns) = 0
    and not exists (
        select 1 from raw.repeated_lines as repeated
        where repeated.form = '/* form */' and repeated.line_id = lines.line_id
    )
