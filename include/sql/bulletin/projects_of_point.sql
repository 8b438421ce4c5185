-- The projects at an earlier point, kept beside the bulletin's own.
-- One row per project.
select
    performance.*,
    case
        when performance.light_reasons @> '[{"rule": "T0"}]' then 'not_due'
        else performance.light
    end as light_shown
from /* schema */.project_performance as performance
inner join pg_temp.evaluation as evaluation on performance.as_of_date = evaluation.as_of_date
