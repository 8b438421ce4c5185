-- Give the untouched projects of a candidate their new places: a place is known by the gap that had it before.
with moved as (

    select
        earlier.lag_rank as old_rank,
        ranks.lag_rank as new_rank
    from before_int_gap_ranks as earlier
    inner join int_gap_ranks as ranks on earlier.progress_gap_ratio = ranks.progress_gap_ratio
    where earlier.lag_rank <> ranks.lag_rank

)

update candidate./* mart */ as rows_of_day
set lag_rank = moved.new_rank
from moved
where
    rows_of_day.as_of_date = :as_of_date
    and rows_of_day.lag_rank = moved.old_rank
    and rows_of_day.project_code <> all(:project_codes)
