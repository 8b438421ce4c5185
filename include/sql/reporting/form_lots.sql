-- The document numbers of money that accepted returns have named, as known at the evaluation point.
-- One row per number and community.
select distinct
    lines.document_number,
    lines.project_code
from raw.spending_lines as lines
inner join raw.returns as returns on lines.return_id = returns.return_id
inner join raw.plan_units as units on returns.unit_code = units.unit_code
inner join evaluation
    on units.plan_version = evaluation.plan_version and returns.recorded_at <= evaluation.known_at
where
    lines.is_accepted
    and lines.document_number is not null
    and units.unit_type = 'finance_bureau'
order by lines.document_number, lines.project_code
