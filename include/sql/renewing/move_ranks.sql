-- Give the untouched projects of a candidate their new places: a place is known by the gap that had it before.
with before as (

    select
        gaps.progress_gap_ratio,
        1 + coalesce(
            sum(gaps.projects_count) over (
                order by gaps.progress_gap_ratio
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as lag_rank
    from kept.int_gap_counts as gaps

),

moved as (

    select
        before.lag_rank as old_rank,
        ranks.lag_rank as new_rank
    from before
    inner join int_gap_ranks as ranks on before.progress_gap_ratio = ranks.progress_gap_ratio
    where before.lag_rank <> ranks.lag_rank

)

update candidate./* mart */ as rows_of_day
set lag_rank = moved.new_rank
from moved
where
    rows_of_day.as_of_date = :as_of_date
    and rows_of_day.lag_rank = moved.old_rank
    and rows_of_day.project_code <> all(:project_codes)
