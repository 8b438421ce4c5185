-- Record a cell that was written back as text because a spreadsheet would take it for a formula.
insert into raw.findings (
    return_id, rule_id, severity, form, line_id, sheet_name, row_number, column_name, facts, found_by
)
select
    cast(:return_id as bigint) as return_id,
    cast(:rule_id as text) as rule_id,
    cast(:severity as text) as severity,
    layouts.form,
    lines.line_id,
    cast(:sheet_name as text) as sheet_name,
    cast(:row_number as integer) as row_number,
    headings.column_name,
    jsonb_build_object('value', cast(:value as text), 'cell', cast(:cell as text)) as facts,
    'writing' as found_by
from (select cast(:position as integer) as cell_position) as given
left join raw.return_layouts as layouts
    on layouts.return_id = :return_id and layouts.sheet_name = :sheet_name
left join lateral (
    select places.key as column_name
    from jsonb_each(layouts.places) as places
    where
        cast(places.value as integer) = given.cell_position
        and :row_number > all(layouts.heading_row_numbers)
) as headings on true
left join raw.lines as lines
    on
        lines.return_id = :return_id
        and layouts.form = lines.form
        and lines.sheet_name = :sheet_name
        and lines.row_number = :row_number
on conflict do nothing
