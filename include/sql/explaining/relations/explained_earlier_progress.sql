-- Where each project stood as many days ago as the policy's standstill takes: its newest word up to then.
-- One row per project that had news by then. Shares of 1.
select distinct on (history.project_code)
    history.project_code,
    history.news_date,
    history.physical_progress_ratio
from int_project_progress_over_time as history
cross join evaluation
cross join int_light_thresholds as thresholds
where history.news_date <= evaluation.as_of_date - thresholds.standstill_days
order by history.project_code asc, history.news_date desc
