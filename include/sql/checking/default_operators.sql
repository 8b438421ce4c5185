-- A utility that names no operator speaks of its own cables.
update raw.cable_lines as lines
set operator_code = returns.unit_code
from raw.returns as returns
inner join raw.plan_units as units on returns.unit_code = units.unit_code
inner join checking.plan on units.plan_version = plan.plan_version
where
    lines.return_id = returns.return_id
    and returns.state = 'read'
    and lines.operator_text is null
    and units.unit_type = 'utility'
