-- Accepted budgets of a year by project and source, executed up to the as-of date. Yuan.
-- One row per unit, project, source, budget year and cut-off date: of several returns the one received last stands.
-- Scope: one project.
select distinct on (returns.unit_code, lines.project_code, lines.source_code, lines.budget_year, lines.cutoff_date)
    lines.line_id,
    lines.return_id,
    returns.unit_code,
    returns.unit_type,
    lines.project_code,
    lines.source_code,
    lines.budget_year,
    lines.cutoff_date,
    lines.initial_budget_amount,
    lines.adjusted_budget_amount,
    lines.carried_over_amount,
    lines.executed_amount,
    lines.carried_over_executed_amount,
    lines.deviation_reason,
    returns.received_at
from raw.budget_lines as lines
inner join stg_returns as returns on lines.return_id = returns.return_id
cross join evaluation
where
    lines.is_accepted
    and lines.cutoff_date <= evaluation.as_of_date
order by
    returns.unit_code asc,
    lines.project_code asc,
    lines.source_code asc,
    lines.budget_year asc,
    lines.cutoff_date asc,
    returns.received_at desc,
    lines.return_id desc,
    lines.line_id desc
