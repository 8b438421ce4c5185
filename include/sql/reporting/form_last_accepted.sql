-- The last accepted line of each thing that a unit reported under a form before the cut-off, as known at the moment.
-- One row per unit and thing.
select distinct on (returns.unit_code, /* thing */)
    returns.unit_code,
    lines.*
from raw./* form */_lines as lines
inner join raw.returns as returns on lines.return_id = returns.return_id
inner join evaluation
    on lines.cutoff_date < evaluation.as_of_date and returns.recorded_at <= evaluation.known_at
where lines.is_accepted
order by
    returns.unit_code asc,
    /* thing_in_order */,
    lines.cutoff_date desc,
    returns.received_at desc,
    lines.line_id desc
