-- 绩效自评 indicator by indicator for the as-of date's year, up to that date: target, actual, weight, score.
-- One row per extent (project, programme), project, indicator and as-of date. Scores of 100. Not assessed (未评) is null.
-- Scope: one project.
with scored as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version,
        extract(year from evaluation.as_of_date)::integer as budget_year,
        scores.*,
        projects.project_name,
        case
            when scores.target_ratio is null then scores.part_quantity
            else scores.actual_ratio
        end as actual_quantity,
        coalesce(scores.target_ratio, scores.whole_quantity) as target_quantity,
        case
            when not scores.is_applicable then 'inapplicable'
            when scores.assessed_ratio = 0 then 'not_assessed'
            when scores.assessed_ratio < 1 then 'partly_assessed'
            else 'assessed'
        end as state,
        case when scores.formula = 'execution' then deviations.is_deviation_reason_required end
            as is_deviation_reason_required,
        case when scores.formula = 'execution' then deviations.deviation_reason end as deviation_reason
    from int_indicator_scores as scores
    cross join evaluation
    left join stg_plan_projects as projects on scores.project_code = projects.project_code
    left join int_deviation_reasons as deviations on scores.project_code = deviations.project_code

)

select * from scored
