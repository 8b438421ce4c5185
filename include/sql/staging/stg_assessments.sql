-- What the evaluators judged in the as-of date's year, as known at the moment: the newest judgement of each indicator.
-- One row per project (null: the programme) and indicator. Scored in percent of full marks, or inapplicable.
-- Scope: one project, or none.
with judged as (

    select distinct on (recorded.project_code, recorded.indicator_code)
        recorded.project_code,
        recorded.indicator_code,
        recorded.judgement,
        recorded.score_percent,
        recorded.band,
        recorded.basis,
        recorded.assessed_by,
        recorded.assessed_date
    from raw.assessments as recorded
    cross join evaluation
    where
        recorded.budget_year = extract(year from evaluation.as_of_date)
        and recorded.assessed_date <= evaluation.as_of_date
        and recorded.recorded_at <= evaluation.known_at
    order by
        recorded.project_code asc,
        recorded.indicator_code asc,
        recorded.assessed_date desc,
        recorded.recorded_at desc,
        recorded.assessment_id desc

)

select * from judged
