-- Accepted surveys of residents, up to the as-of date. Counts, cumulative.
-- One row per unit, project and cut-off date: of several returns the one received last stands.
-- Scope: one project.
select distinct on (returns.unit_code, lines.project_code, lines.cutoff_date)
    lines.line_id,
    lines.return_id,
    returns.unit_code,
    returns.unit_type,
    lines.project_code,
    lines.cutoff_date,
    lines.surveyed_households_count,
    lines.consenting_households_count,
    lines.valid_answers_count,
    lines.very_satisfied_count,
    lines.satisfied_count,
    lines.petitions_count,
    lines.handover_date,
    lines.management_mode,
    returns.received_at
from raw.residents_lines as lines
inner join stg_returns as returns on lines.return_id = returns.return_id
cross join evaluation
where
    lines.is_accepted
    and lines.cutoff_date <= evaluation.as_of_date
order by
    returns.unit_code asc,
    lines.project_code asc,
    lines.cutoff_date asc,
    returns.received_at desc,
    lines.return_id desc,
    lines.line_id desc
