-- Record every line that a rule's query yields, with its place and the facts that the query names.
insert into raw.findings (
    return_id, rule_id, severity, form, line_id, sheet_name, row_number, column_name, facts, found_by
)
select
    places.return_id,
    :rule_id,
    :severity,
    places.form,
    places.line_id,
    places.sheet_name,
    places.row_number,
    offenders.column_name,
    to_jsonb(offenders) - 'line_id' - 'column_name',
    'checking'
from (/* offenders */) as offenders
inner join checking.places as places
    on
        offenders.line_id = places.line_id
        and places.form = :form
where
    not (:skips_unreadable and offenders.column_name = any(places.unreadable_columns))
on conflict do nothing
