-- What of a return counts.
-- One row per form and cut-off date.
select
    lines.form,
    lines.cutoff_date,
    count(*) as lines_count,
    count(*) filter (where lines.is_accepted) as accepted_lines_count
from raw.lines as lines
where lines.return_id = :return_id
group by lines.form, lines.cutoff_date
order by lines.form asc, lines.cutoff_date asc nulls last
