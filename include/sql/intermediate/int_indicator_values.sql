-- Every indicator of every project and of the programme: whether it applies, how much of it is known, and its figure.
-- One row per extent, project (ALL for the programme) and indicator. Inapplicable: quantities and punctuality before
-- the year in which the window ends (timing due_year), and what the evaluators judged so. The programme is sums over
-- its projects; of a judged indicator their mean, unless the programme itself was judged. known_ratio: of the projects
-- to which it applies, the share whose figure is known.
with projects as (

    select distinct
        facts.project_code,
        facts.window_end_date
    from int_indicator_facts as facts

),

single as (

    select
        projects.project_code,
        indicators.*,
        judged.basis,
        judged.assessed_by,
        judged.assessed_date,
        judged.band,
        coalesce(judged.judgement, 'scored') <> 'inapplicable'
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

),

summed as (

    select
        single.indicator_code,
        count(*) filter (where single.is_applicable) as applicable_count,
        count(*) filter (where single.is_applicable and single.reason is null) as known_count,
        sum(single.part_quantity) filter (where single.is_applicable and single.reason is null) as part_quantity,
        sum(single.whole_quantity) filter (where single.is_applicable and single.reason is null) as whole_quantity
    from single
    group by single.indicator_code

),

valued as (

    select
        'project' as extent,
        single.*,
        case when single.reason is null then 1 else 0 end::numeric as known_ratio
    from single
    union all
    select
        'programme' as extent,
        'ALL' as project_code,
        indicators.*,
        judged.basis,
        judged.assessed_by,
        judged.assessed_date,
        judged.band,
        coalesce(judged.judgement, 'scored') <> 'inapplicable' and summed.applicable_count > 0 as is_applicable,
        coalesce(judged.score_percent, summed.part_quantity) as part_quantity,
        case when judged.score_percent is not null then 100 else summed.whole_quantity end as whole_quantity,
        case
            when judged.score_percent is not null or summed.known_count = summed.applicable_count then null
            when summed.known_count = 0 then 'not_known_of_any_project'
            else 'not_known_of_all_projects'
        end as reason,
        case
            when judged.score_percent is not null then 1
            else summed.known_count::numeric / nullif(summed.applicable_count, 0)
        end as known_ratio
    from stg_indicators as indicators
    inner join summed on indicators.indicator_code = summed.indicator_code
    left join stg_assessments as judged
        on
            indicators.indicator_code = judged.indicator_code
            and judged.project_code is null

)

select * from valued
