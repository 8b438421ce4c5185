-- Record every line that a rule's query yields, with its place and the facts that the query names.
-- Where a waiver covers it, the line passes and the waiver is named. The day of receipt decides whether it holds.
-- A shadow finding needs no waiver, and a fatal one knows none.
insert into raw.findings (
    return_id, rule_id, severity, form, line_id, sheet_name, row_number, column_name, facts, found_by, waiver_id
)
select
    places.return_id,
    :rule_id,
    case when waived.waiver_id is null then :severity else 'info' end,
    places.form,
    places.line_id,
    places.sheet_name,
    places.row_number,
    offenders.column_name,
    to_jsonb(offenders) - 'line_id' - 'column_name',
    'checking',
    waived.waiver_id
from (/* offenders */) as offenders
inner join checking.places as places
    on
        offenders.line_id = places.line_id
        and places.form = :form
inner join raw.returns as returns on places.return_id = returns.return_id
left join lateral (
    select min(waivers.waiver_id) as waiver_id
    from raw.waivers as waivers
    where
        :severity in ('error', 'warning')
        and waivers.rule_id = :rule_id
        and waivers.unit_code = returns.unit_code
        and (waivers.form is null or waivers.form = places.form)
        and (waivers.project_code is null or waivers.project_code = places.project_code)
        and places.cutoff_date between waivers.first_cutoff_date and waivers.last_cutoff_date
        and waivers.granted_at <= returns.received_at
        and (waivers.revoked_at is null or waivers.revoked_at > returns.received_at)
        and (returns.received_at at time zone 'Asia/Shanghai')::date <= waivers.expires_date
) as waived on true
where
    not (:skips_unreadable and offenders.column_name = any(places.unreadable_columns))
on conflict do nothing
