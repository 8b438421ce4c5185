-- Accepted progress lines up to the as-of date. Shares of 1, yuan, square metres; cumulative.
-- One row per line.
-- Scope: one project.
select
    lines.line_id,
    lines.return_id,
    returns.unit_code,
    returns.unit_type,
    lines.project_code,
    lines.item_code,
    lines.completed_percent / 100 as completed_ratio,
    lines.investment_amount,
    lines.completed_households_count,
    lines.completed_buildings_count,
    lines.completed_area_quantity,
    lines.cutoff_date,
    returns.received_at,
    returns.received_date
from raw.progress_lines as lines
inner join stg_returns as returns on lines.return_id = returns.return_id
cross join evaluation
where
    lines.is_accepted
    and lines.cutoff_date <= evaluation.as_of_date
