-- How many projects lie at each 序时差, of those whose window has begun and of which there is news.
-- One row per progress gap. Share of 1, unrounded.
-- Scope: sums over projects.
select
    schedule.progress_gap_ratio,
    count(*) as projects_count
from int_project_schedule as schedule
where
    schedule.physical_progress_ratio is not null
    and schedule.as_of_date >= schedule.window_start_date
group by schedule.progress_gap_ratio
