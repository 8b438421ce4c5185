-- F07: a cut-off date lies after the day of receipt or before the programme.
-- One row per offending line.
select
    lines.line_id,
    'cutoff_date' as column_name,
    lines.cutoff_date as value,
    policy.earliest_date as earliest,
    lines.received_date as latest
from checking./* form */_lines as lines
cross join checking.policy as policy
where lines.cutoff_date > lines.received_date or lines.cutoff_date < policy.earliest_date
