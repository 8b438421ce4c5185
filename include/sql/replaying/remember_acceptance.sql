-- Which lines count, before the replay forgets it. Returns that have no verdict yet take no part.
create temporary table accepted_then on commit drop as
select
    lines.form,
    lines.line_id
from raw.lines as lines
where lines.is_accepted
