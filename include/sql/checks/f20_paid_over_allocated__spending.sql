-- F20: more was paid out of a lot than was allocated to it, by the row's own figure or the finance bureau's.
-- One row per offending line. Yuan.
with allocations as (

    select distinct on (history.project_code, history.source_code, history.document_number)
        history.project_code,
        history.source_code,
        history.document_number,
        history.allocated_amount
    from checking.spending_history as history
    where history.unit_type = 'finance_bureau' and history.allocated_amount is not null
    order by
        history.project_code asc,
        history.source_code asc,
        history.document_number asc,
        history.cutoff_date desc,
        history.received_at desc

)

select
    lines.line_id,
    'paid_amount' as column_name,
    lines.paid_amount as value,
    coalesce(lines.allocated_amount, allocations.allocated_amount) as allocated
from checking.spending_lines as lines
left join allocations
    on
        lines.project_code = allocations.project_code
        and lines.source_code = allocations.source_code
        and lines.document_number = allocations.document_number
where lines.paid_amount > coalesce(lines.allocated_amount, allocations.allocated_amount)
