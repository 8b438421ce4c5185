-- The lines whose column is empty; Great Expectations names no query for this one expectation.
-- One row per offending line.
select
    lines.line_id,
    lines./* column */
from checking./* table */ as lines
where lines./* column */ is null
