-- What the score of each indicator is made of: part and whole, target, how much is known, and whether it is within the
-- cap beyond which it scores nothing. Shares of 1; weights of 100. One row per extent, project and indicator.
select
    scores.extent,
    scores.project_code,
    scores.indicator_code,
    scores.level1,
    scores.formula,
    scores.direction,
    scores.basis,
    scores.band,
    scores.assessed_by,
    scores.assessed_date,
    scores.part_quantity,
    scores.whole_quantity,
    scores.actual_ratio,
    scores.goal_ratio,
    scores.over_cap_ratio,
    scores.assessed_ratio,
    scores.level_weight,
    scores.level_applicable_weight,
    'public_funds' as series,
    'all' as source_code,
    scores.extent = 'programme' and scores.basis is null as is_summed,
    case
        when
            scores.direction = 'higher'
            and scores.actual_ratio / scores.goal_ratio > scores.over_cap_ratio
            then 0
        else 1
    end as within_cap,
    sum(scores.weight) filter (where scores.level_applicable_weight > 0) over (
        partition by scores.extent, scores.project_code
    ) as applicable_levels_weight
from int_indicator_scores as scores
