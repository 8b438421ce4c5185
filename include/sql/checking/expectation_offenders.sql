-- The lines that an expectation's own query selects, as a rule's query yields them.
-- One row per offending line.
select
    broken.line_id,
    '/* column */' as column_name,
    broken./* column */ as value
from (/* query */) as broken
