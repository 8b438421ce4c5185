-- Every indicator of every project and of the programme: whether it applies, how much of it is known, and its figure.
-- One row per extent, project that has begun (ALL for the programme) and indicator. Inapplicable: quantities and
-- punctuality before the year in which the window ends (timing due_year), and what the evaluators judged so. The
-- programme is sums over its projects, execution also of those that have a budget before they begin; of a judged
-- indicator their mean, unless the programme itself was judged. known_ratio: of the projects to which it applies, the
-- share whose figure is known.
-- Scope: one project.
with valued as (

    select
        'project' as extent,
        cases.project_code,
        indicators.*,
        cases.basis,
        cases.assessed_by,
        cases.assessed_date,
        cases.band,
        cases.is_applicable,
        cases.part_quantity,
        cases.whole_quantity,
        cases.reason,
        case when cases.reason is null then 1 else 0 end::numeric as known_ratio
    from int_indicator_cases as cases
    inner join stg_indicators as indicators on cases.indicator_code = indicators.indicator_code
    where cases.has_begun
    union all
    select
        'programme' as extent,
        'ALL' as project_code,
        indicators.*,
        judged.basis,
        judged.assessed_by,
        judged.assessed_date,
        judged.band,
        coalesce(judged.judgement, 'scored') <> 'inapplicable' and sums.applicable_count > 0 as is_applicable,
        coalesce(judged.score_percent, sums.part_quantity) as part_quantity,
        case when judged.score_percent is not null then 100 else sums.whole_quantity end as whole_quantity,
        case
            when judged.score_percent is not null or sums.known_count = sums.applicable_count then null
            when sums.known_count = 0 then 'not_known_of_any_project'
            else 'not_known_of_all_projects'
        end as reason,
        case
            when judged.score_percent is not null then 1
            else sums.known_count::numeric / nullif(sums.applicable_count, 0)
        end as known_ratio
    from stg_indicators as indicators
    inner join int_indicator_sums as sums on indicators.indicator_code = sums.indicator_code
    left join stg_assessments as judged
        on
            indicators.indicator_code = judged.indicator_code
            and judged.project_code is null

)

select * from valued
