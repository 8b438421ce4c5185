-- The newest accepted cut-off date known at a moment, else the moment's own Shanghai day.
-- One row.
with accepted as (

    select
        lines.cutoff_date,
        lines.return_id
    from raw.progress_lines as lines
    where lines.is_accepted
    union all
    select
        lines.cutoff_date,
        lines.return_id
    from raw.spending_lines as lines
    where lines.is_accepted

)

select
    coalesce(
        max(accepted.cutoff_date),
        (cast(:known_at as timestamptz) at time zone 'Asia/Shanghai')::date
    ) as latest_cutoff_date
from accepted
inner join raw.returns as returns
    on
        accepted.return_id = returns.return_id
        and returns.recorded_at <= :known_at
