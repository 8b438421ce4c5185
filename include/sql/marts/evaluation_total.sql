-- 绩效自评 in total for the as-of date's year, up to that date: score, how much of it is assessed, and the grade.
-- One row per extent, project and as-of date. The grade is that of the score as printed, to two decimals, in half-open
-- intervals of the named scheme; none while any weight is not assessed. score_ratio: of what is assessed, how much.
-- Scope: one project.
with summed as (

    select
        scores.as_of_date,
        scores.known_at,
        scores.plan_version,
        scores.policy_version,
        scores.indicator_version,
        scores.budget_year,
        scores.extent,
        scores.project_code,
        scores.project_name,
        round(sum(scores.score), 10) as total_score,
        round(sum(scores.assessed_weight), 10) as assessed_weight,
        round(sum(scores.assessed_weight), 10) / 100 as coverage_ratio,
        round(sum(scores.score) / nullif(sum(scores.assessed_weight), 0), 10) as score_ratio,
        bool_and(scores.assessed_ratio = 1 or not scores.is_applicable) and bool_or(scores.is_applicable)
            as is_fully_assessed,
        bool_or(scores.is_deviation_reason_required) as is_deviation_reason_required,
        max(scores.deviation_reason) as deviation_reason
    from evaluation_score as scores
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9

),

policies as (

    select recorded.content #>> '{evaluation,grade_scheme}' as grade_scheme
    from raw.policy_versions as recorded
    inner join evaluation on recorded.policy_version = evaluation.policy_version

),

graded as (

    select
        summed.*,
        policies.grade_scheme,
        case when summed.is_fully_assessed then grades.grade end as grade,
        case
            when summed.is_fully_assessed then null
            when coalesce(summed.assessed_weight, 0) = 0 then 'nothing_assessed'
            else 'not_fully_assessed'
        end as grade_reason,
        summed.is_deviation_reason_required and summed.deviation_reason is null as is_deviation_reason_missing
    from summed
    cross join policies
    left join stg_grades as grades
        on
            round(summed.total_score, 2) >= grades.from_score
            and (grades.below_score is null or round(summed.total_score, 2) < grades.below_score)

)

select * from graded
