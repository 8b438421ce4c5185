-- The score of every indicator. Weights and scores of 100, to twelve decimals, so that a half is rounded as one though
-- shares are thirds; shares of 1, unrounded.
-- One row per extent, project and indicator. Met is full marks, less is in proportion; where lower is better, target
-- over actual; beyond the over-cap it is 0. What does not apply leaves its weight to the others of its first level, in
-- proportion, and a whole level to the other levels. What is not known is not assessed: no score, neither 0 nor full;
-- the programme's weight counts as assessed by the share of its projects that are known.
-- Scope: one project.
with weighed as (

    select
        figures.*,
        sum(figures.weight) over by_level as level_weight,
        sum(figures.weight) filter (where figures.is_applicable) over by_level as level_applicable_weight
    from int_indicator_values as figures
    window by_level as (partition by figures.extent, figures.project_code, figures.level1)

),

redistributed as (

    select
        weighed.*,
        case
            when weighed.is_applicable
                then
                    weighed.weight * weighed.level_weight / weighed.level_applicable_weight * 100
                    / sum(weighed.weight) filter (where weighed.level_applicable_weight > 0) over by_project
            else 0
        end as shared_weight
    from weighed
    window by_project as (partition by weighed.extent, weighed.project_code)

),

compared as (

    select
        redistributed.*,
        coalesce(redistributed.target_ratio, 1) as goal_ratio,
        case when redistributed.is_applicable then coalesce(redistributed.known_ratio, 0) else 0 end as assessed_ratio,
        redistributed.part_quantity / nullif(redistributed.whole_quantity, 0) as actual_ratio
    from redistributed

),

reached as (

    select
        compared.*,
        case
            when compared.assessed_ratio = 0 then null
            when compared.direction = 'lower' and compared.actual_ratio <= compared.goal_ratio then 1
            when compared.direction = 'lower' then compared.goal_ratio / compared.actual_ratio
            when compared.actual_ratio / compared.goal_ratio > compared.over_cap_ratio then 0
            else least(1, compared.actual_ratio / compared.goal_ratio)
        end as achieved_ratio
    from compared

)

select
    reached.*,
    round(reached.shared_weight, 12) as effective_weight,
    round(reached.shared_weight * reached.assessed_ratio, 12) as assessed_weight,
    round(reached.shared_weight * reached.assessed_ratio * reached.achieved_ratio, 12) as score
from reached
