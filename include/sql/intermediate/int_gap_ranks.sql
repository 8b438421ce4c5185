-- The place that each 序时差 gives in the ranking, the furthest behind first; equal gaps share a place and the next are
-- passed over.
-- One row per progress gap.
-- Scope: whole programme.
with ranked as (

    select
        gaps.progress_gap_ratio,
        1 + coalesce(
            sum(gaps.projects_count) over (
                order by gaps.progress_gap_ratio
                rows between unbounded preceding and 1 preceding
            ),
            0
        )::bigint as lag_rank
    from int_gap_counts as gaps

)

select * from ranked
