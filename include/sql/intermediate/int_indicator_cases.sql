-- Every indicator of every project: whether it applies, how much of it is known, and its figure.
-- One row per indicator and project whose window has begun or that has a budget of the year. Inapplicable: quantities
-- and punctuality before the year in which the window ends (timing due_year), before the window begins all but
-- execution, and what the evaluators judged so.
-- Scope: one project.
with projects as (

    select distinct
        facts.project_code,
        facts.window_end_date,
        facts.has_begun
    from int_indicator_facts as facts

),

single as (

    select
        projects.project_code,
        projects.has_begun,
        indicators.*,
        judged.basis,
        judged.assessed_by,
        judged.assessed_date,
        judged.band,
        coalesce(judged.judgement, 'scored') <> 'inapplicable'
        and (projects.has_begun or indicators.formula = 'execution')
        and (
            indicators.timing = 'always'
            or extract(year from projects.window_end_date) <= extract(year from evaluation.as_of_date)
        ) as is_applicable,
        case when indicators.formula = 'assessed' then judged.score_percent else facts.part_quantity end
            as part_quantity,
        case when indicators.formula = 'assessed' then 100 else facts.whole_quantity end as whole_quantity,
        case
            when indicators.formula <> 'assessed' then facts.reason
            when judged.score_percent is null then 'not_judged'
        end as reason
    from projects
    cross join evaluation
    cross join stg_indicators as indicators
    left join int_indicator_facts as facts
        on
            projects.project_code = facts.project_code
            and indicators.formula = facts.formula
    left join stg_assessments as judged
        on
            projects.project_code = judged.project_code
            and indicators.indicator_code = judged.indicator_code

)

select * from single
