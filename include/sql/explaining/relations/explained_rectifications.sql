-- What inspections found in each project, each finding's newest word and where it stands.
-- One row per project, unit, item and finding; of the finding itself only where it stands.
select
    findings.project_code,
    items.item_name,
    units.unit_name,
    findings.inspected_date,
    findings.deadline_date,
    findings.closed_date,
    findings.is_demanding,
    findings.is_open,
    findings.is_past,
    returns.return_id,
    returns.file_name,
    lines.row_number
from int_findings_in_force as findings
cross join evaluation
inner join raw.inspection_lines as lines on findings.line_id = lines.line_id
inner join raw.returns as returns on findings.return_id = returns.return_id
inner join raw.plan_units as units
    on findings.unit_code = units.unit_code and evaluation.plan_version = units.plan_version
left join raw.plan_items as items
    on findings.item_code = items.item_code and evaluation.plan_version = items.plan_version
order by findings.inspected_date asc, lines.row_number asc
