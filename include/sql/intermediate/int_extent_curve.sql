-- The planned-value curve of an extent: the sum of its projects' curves, cut into straight stretches. Yuan; unrounded.
-- One row per extent and stretch, of the projects whose progress is known. Places are days from 1970 on, the end of a
-- day being the next whole number; curves in months or quarters run evenly within each month or quarter of the
-- calendar. A milestone that gives its share at once is a stretch of no length; between two steps the curve may be
-- flat.
-- Scope: whole programme.
with shapes as (

    select distinct
        windows.curve_name,
        windows.window_start_date,
        windows.months_per_period,
        windows.window_periods
    from int_window_budget_sums as windows

),

straight as (

    select
        shapes.*,
        stretches.from_periods,
        stretches.to_periods,
        stretches.from_ratio,
        stretches.to_ratio
    from shapes
    inner join int_planned_stretches as stretches
        on
            shapes.curve_name = stretches.curve_name
            and shapes.window_periods = stretches.window_periods
    where stretches.from_periods < stretches.to_periods
    union all
    select
        shapes.*,
        0 as from_periods,
        shapes.window_periods as to_periods,
        0 as from_ratio,
        1 as to_ratio
    from shapes
    where
        not exists (
            select 1 from int_planned_stretches as stretches
            where
                shapes.curve_name = stretches.curve_name
                and shapes.window_periods = stretches.window_periods
        )

),

cut as (

    select
        straight.*,
        steps.step,
        greatest(straight.from_periods, steps.step) as piece_from_periods,
        case
            when straight.months_per_period = 0 then straight.to_periods
            else least(straight.to_periods, steps.step + 1)
        end as piece_to_periods
    from straight
    cross join
        lateral
        generate_series(
            case when straight.months_per_period = 0 then 0 else floor(straight.from_periods) end::integer,
            case when straight.months_per_period = 0 then 0 else ceil(straight.to_periods) - 1 end::integer
        ) as steps (step)

),

placed as (

    select
        cut.curve_name,
        cut.window_start_date,
        cut.window_periods,
        ends.ratio_from,
        ends.ratio_to,
        round(calendar.from_place + (cut.piece_from_periods - cut.step) * calendar.places, 9) as from_place,
        round(calendar.from_place + (cut.piece_to_periods - cut.step) * calendar.places, 9) as to_place
    from cut
    cross join
        lateral (
            values (
                cut.from_ratio
                + (cut.to_ratio - cut.from_ratio)
                * (cut.piece_from_periods - cut.from_periods) / (cut.to_periods - cut.from_periods),
                cut.from_ratio
                + (cut.to_ratio - cut.from_ratio)
                * (cut.piece_to_periods - cut.from_periods) / (cut.to_periods - cut.from_periods)
            )
        ) as ends (ratio_from, ratio_to)
    cross join
        lateral (
            values (
                (cut.window_start_date + make_interval(months => cut.step * cut.months_per_period))::date,
                (cut.window_start_date + make_interval(months => (cut.step + 1) * cut.months_per_period))::date
            )
        ) as days (begin_date, end_date)
    cross join lateral (
        values (
            (days.begin_date - date '1970-01-01')::numeric,
            case when cut.months_per_period = 0 then 1 else days.end_date - days.begin_date end::numeric
        )
    ) as calendar (from_place, places)

),

risen as (

    select
        placed.*,
        ((placed.ratio_to - placed.ratio_from)::numeric(40, 30) / (placed.to_place - placed.from_place)) as rise_ratio
    from placed
    where placed.from_place < placed.to_place

),

bends as (

    select
        risen.curve_name,
        risen.window_start_date,
        risen.window_periods,
        bends.place,
        sum(bends.level_ratio) as level_ratio,
        sum(bends.rise_ratio) as rise_ratio
    from risen
    cross join
        lateral (
            values
            (risen.from_place, risen.ratio_from - risen.rise_ratio * risen.from_place, risen.rise_ratio),
            (risen.to_place, risen.rise_ratio * risen.from_place - risen.ratio_from, -risen.rise_ratio)
        ) as bends (place, level_ratio, rise_ratio)
    group by risen.curve_name, risen.window_start_date, risen.window_periods, bends.place
    union all
    select
        placed.curve_name,
        placed.window_start_date,
        placed.window_periods,
        max(placed.to_place) as place,
        1 as level_ratio,
        0 as rise_ratio
    from placed
    group by placed.curve_name, placed.window_start_date, placed.window_periods

),

summed as (

    select
        windows.extent_code,
        bends.place,
        sum(windows.budget_amount * bends.level_ratio) as level_amount,
        sum(windows.budget_amount * bends.rise_ratio) as rise_amount
    from int_window_budget_sums as windows
    inner join bends
        on
            windows.curve_name = bends.curve_name
            and windows.window_start_date = bends.window_start_date
            and windows.window_periods = bends.window_periods
    group by windows.extent_code, bends.place

),

added as (

    select
        summed.extent_code,
        summed.place as from_place,
        lead(summed.place) over by_place as to_place,
        sum(summed.level_amount) over by_place as level_amount,
        sum(summed.rise_amount) over by_place as rise_amount,
        coalesce(sum(summed.level_amount) over before_place, 0)
        + coalesce(sum(summed.rise_amount) over before_place, 0) * summed.place as amount_before
    from summed
    window
        by_place as (partition by summed.extent_code order by summed.place),
        before_place as (
            partition by summed.extent_code
            order by summed.place
            rows between unbounded preceding and 1 preceding
        )

),

stretches as (

    select
        added.extent_code,
        added.from_place,
        added.to_place,
        round(added.level_amount + added.rise_amount * added.from_place, 9) as from_amount,
        round(added.level_amount + added.rise_amount * added.to_place, 9) as to_amount
    from added
    where added.to_place is not null
    union all
    select
        added.extent_code,
        added.from_place,
        added.from_place as to_place,
        round(added.amount_before, 9) as from_amount,
        round(added.level_amount + added.rise_amount * added.from_place, 9) as to_amount
    from added
    where
        round(added.amount_before, 9)
        < round(added.level_amount + added.rise_amount * added.from_place, 9)

)

select * from stretches
