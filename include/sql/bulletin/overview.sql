-- The programme in sentences: how much is due, done, earned and paid; what is not known.
-- One row per sentence. Known: there is news of any project that should have begun.
with programme as (

    select
        performance.*,
        performance.projects_count - performance.known_projects_count as unknown_projects_count,
        performance.known_planned_value_amount > 0 or performance.earned_value_amount > 0 as is_known
    from /* schema */.programme_performance as performance
    inner join pg_temp.evaluation as evaluation on performance.as_of_date = evaluation.as_of_date

)

select
    sentences.sentence,
    programme.*
from programme
cross join
    lateral (
        values
        ('programme', 1, true),
        ('progress', 2, programme.is_known),
        (
            'time', 3,
            programme.is_known and programme.actual_days > 0 and programme.forecast_finish_date is not null
        ),
        (
            'time_without_forecast', 3,
            programme.is_known and programme.actual_days > 0 and programme.forecast_finish_date is null
        ),
        ('nothing_known', 2, programme.is_known is not true),
        ('unknown', 4, programme.is_known and programme.unknown_projects_count > 0)
    ) as sentences (sentence, place, is_said)
where sentences.is_said
order by sentences.place
