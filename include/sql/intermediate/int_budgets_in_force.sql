-- The budget of the as-of date's year by project and source: the newest cut-off's word. Yuan.
-- One row per project and funding source. 全年预算 is the budget after adjustment, carried-over money within it; executed
-- is of both, and the part of carried-over money stands beside it where the return says so.
-- Low: so little of it executed that the deviation must be explained.
-- Scope: one project.
select distinct on (lines.project_code, lines.source_code)
    lines.project_code,
    lines.source_code,
    lines.initial_budget_amount,
    lines.adjusted_budget_amount,
    lines.carried_over_amount,
    lines.executed_amount,
    lines.carried_over_executed_amount,
    lines.deviation_reason,
    lines.executed_amount
    < (recorded.content #>> '{limit,execution_reason_ratio}')::numeric * lines.adjusted_budget_amount
        as is_execution_low,
    lines.cutoff_date
from stg_budget_lines as lines
cross join evaluation
inner join raw.policy_versions as recorded on evaluation.policy_version = recorded.policy_version
where lines.budget_year = extract(year from evaluation.as_of_date)
order by
    lines.project_code asc,
    lines.source_code asc,
    lines.cutoff_date desc,
    lines.received_at desc,
    lines.return_id desc,
    lines.line_id desc
