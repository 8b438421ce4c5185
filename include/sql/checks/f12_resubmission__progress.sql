-- F12: an earlier return of the unit has the same figure for the same cut-off; the later one stands from now on.
-- One row per line that replaces another.
select
    lines.line_id,
    'completed_percent' as column_name,
    max(earlier.completed_percent) as earlier_value,
    max(lines.completed_percent) as value,
    max(earlier.return_id) as earlier_return
from checking.progress_lines as lines
inner join raw.returns as earlier_returns
    on
        lines.unit_code = earlier_returns.unit_code
        and earlier_returns.verdict in ('accepted', 'partly_returned')
inner join raw.progress_lines as earlier
    on
        earlier_returns.return_id = earlier.return_id
        and earlier.is_accepted
        and lines.project_code = earlier.project_code
        and lines.item_code = earlier.item_code
        and lines.cutoff_date = earlier.cutoff_date
group by lines.line_id
