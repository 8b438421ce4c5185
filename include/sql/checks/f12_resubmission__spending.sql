-- F12: an earlier return of the unit has the same figure for the same cut-off; the later one stands from now on.
-- One row per line that replaces another.
select
    lines.line_id,
    'paid_amount' as column_name,
    max(earlier.paid_amount) as earlier_value,
    max(lines.paid_amount) as value,
    max(earlier.return_id) as earlier_return
from checking.spending_lines as lines
inner join raw.returns as earlier_returns
    on
        lines.unit_code = earlier_returns.unit_code
        and earlier_returns.verdict in ('accepted', 'partly_returned')
inner join raw.spending_lines as earlier
    on
        earlier_returns.return_id = earlier.return_id
        and earlier.is_accepted
        and earlier.project_code = lines.project_code
        and earlier.source_code = lines.source_code
        and earlier.document_number = lines.document_number
        and earlier.cutoff_date = lines.cutoff_date
group by lines.line_id
