-- The weights of all indicators of a project or the programme. Of 100. One row per extent, project and indicator.
select
    scores.extent,
    scores.project_code,
    scores.level1,
    scores.level3,
    scores.weight,
    scores.is_applicable,
    scores.level_applicable_weight
from int_indicator_scores as scores
