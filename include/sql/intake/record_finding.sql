-- Record what was found while a cell, a sheet or a file was read.
with given as (

    select
        cast(:return_id as bigint) as return_id,
        cast(:rule_id as text) as rule_id,
        cast(:severity as text) as severity,
        cast(:form as text) as form,
        cast(:sheet_name as text) as sheet_name,
        cast(:row_number as integer) as row_number,
        cast(:column_name as text) as column_name,
        cast(:facts as jsonb) as facts

)

insert into raw.findings (
    return_id, rule_id, severity, form, line_id, sheet_name, row_number, column_name, facts, found_by
)
select
    given.return_id,
    given.rule_id,
    given.severity,
    given.form,
    lines.line_id,
    given.sheet_name,
    given.row_number,
    given.column_name,
    given.facts,
    'reading' as found_by
from given
left join raw.lines as lines
    on
        given.return_id = lines.return_id
        and given.form = lines.form
        and given.sheet_name = lines.sheet_name
        and given.row_number = lines.row_number
on conflict do nothing
