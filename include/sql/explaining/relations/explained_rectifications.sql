-- What inspections found in each project, each finding's newest word: whether it demands something, is open, is late.
-- One row per project, unit, item and finding; of the finding itself only where it stands.
with newest as (

    select distinct on (lines.unit_code, lines.project_code, lines.item_code, lines.finding_text) lines.*
    from stg_inspection_lines as lines
    order by
        lines.unit_code asc, lines.project_code asc, lines.item_code asc, lines.finding_text asc,
        lines.cutoff_date desc

)

select
    newest.project_code,
    items.item_name,
    units.unit_name,
    newest.inspected_date,
    newest.deadline_date,
    newest.closed_date,
    newest.is_demanding,
    returns.return_id,
    returns.file_name,
    found.row_number,
    newest.is_demanding and coalesce(newest.closed_date > evaluation.as_of_date, true) as is_open,
    coalesce(newest.deadline_date < evaluation.as_of_date, false) as is_past
from newest
cross join evaluation
inner join raw.inspection_lines as found on newest.line_id = found.line_id
inner join raw.returns as returns on newest.return_id = returns.return_id
inner join raw.plan_units as units
    on newest.unit_code = units.unit_code and evaluation.plan_version = units.plan_version
left join raw.plan_items as items
    on newest.item_code = items.item_code and evaluation.plan_version = items.plan_version
order by newest.inspected_date asc, found.row_number asc
