-- Record one judgement; the same one again changes nothing, another of the same day stands from its recording on.
insert into raw.assessments (
    budget_year, project_code, indicator_code, judgement, score_percent, band, basis, assessed_by, assessed_date,
    recorded_at
)
values (
    :budget_year, :project_code, :indicator_code, :judgement, :score_percent, :band, :basis, :assessed_by,
    :assessed_date, :recorded_at
)
on conflict (
    budget_year, project_code, indicator_code, judgement, score_percent, band, basis, assessed_by, assessed_date
) do nothing
