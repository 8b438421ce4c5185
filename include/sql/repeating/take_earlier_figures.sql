-- Put the earlier figures into the blank cells of the rows that repeat them; what was typed stands.
update raw./* form */_lines as lines
set /* taken */
from raw.repeated_lines as repeated, raw./* form */_lines as earlier, raw.returns as returns
where
    repeated.form = '/* form */'
    and repeated.line_id = lines.line_id
    and repeated.repeated_line_id = earlier.line_id
    and repeated.return_id = returns.return_id
    and returns.state = 'read'
