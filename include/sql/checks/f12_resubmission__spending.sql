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
        and lines.project_code = earlier.project_code
        and lines.source_code = earlier.source_code
        and lines.document_number = earlier.document_number
        and lines.cutoff_date = earlier.cutoff_date
group by lines.line_id
