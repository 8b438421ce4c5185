-- Record what was found while a cell, a sheet or a file was read.
insert into raw.findings (
    return_id, rule_id, severity, form, line_id, sheet_name, row_number, column_name, facts, found_by
)
select
    :return_id,
    :rule_id,
    :severity,
    cast(:form as text),
    coalesce(progress.line_id, spending.line_id),
    cast(:sheet_name as text),
    cast(:row_number as integer),
    cast(:column_name as text),
    cast(:facts as jsonb),
    'reading'
from (select 1) as one
left join raw.progress_lines as progress
    on
        progress.return_id = :return_id
        and cast(:form as text) = 'progress'
        and progress.sheet_name = cast(:sheet_name as text)
        and progress.row_number = cast(:row_number as integer)
left join raw.spending_lines as spending
    on
        spending.return_id = :return_id
        and cast(:form as text) = 'spending'
        and spending.sheet_name = cast(:sheet_name as text)
        and spending.row_number = cast(:row_number as integer)
on conflict do nothing
