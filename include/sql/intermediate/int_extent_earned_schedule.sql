-- Earned schedule of an extent, in days: when its projects together should have earned what they have earned by now;
-- and the duration that this pace foretells. One row per extent with a project whose progress is known; of these
-- projects. ES is the inverse of the sum of their curves at the sum of their earned values; so the programme of one
-- project has the project's. On a flat stretch the inverse is an interval: ES is actual time itself while it lies
-- inside, else its nearer end; when all is earned, the planned duration. Time runs from the first window's first day
-- and stops when the last project has earned all. IEAC(t) = planned duration × AT / ES: null without progress, after
-- the finish, and beyond a hundred years. Source: Lipke's earned schedule.
-- Scope: whole programme.
with known as (

    select
        sums.extent_code,
        min(sums.window_start_date) as window_start_date,
        max(sums.window_end_date) as window_end_date,
        sum(sums.budget_amount) as budget_amount,
        case when sum(sums.unearned_projects_count) = 0 then max(sums.last_earned_date) end as earned_date,
        case when sum(sums.unfinished_projects_count) = 0 then max(sums.last_finished_date) end as finished_date
    from int_window_budget_sums as sums
    group by sums.extent_code

),

clocked as (

    select
        known.*,
        round(schedule.earned_value_amount, 9) as earned_value_amount,
        known.window_start_date - date '1970-01-01' as start_place,
        greatest(
            0, least(evaluation.as_of_date, coalesce(known.earned_date, 'infinity')) - known.window_start_date + 1
        ) as actual_days
    from known
    cross join evaluation
    inner join int_extent_schedule as schedule on known.extent_code = schedule.extent_code

),

inverted as (

    select
        clocked.extent_code,
        min(stretches.to_place) filter (where stretches.to_amount >= clocked.budget_amount) as planned_place,
        min(
            case
                when clocked.earned_value_amount <= stretches.from_amount then stretches.from_place
                else inverses.place
            end
        ) filter (where stretches.to_amount >= clocked.earned_value_amount) as first_place,
        max(
            case
                when clocked.earned_value_amount >= stretches.to_amount then stretches.to_place
                else inverses.place
            end
        ) filter (where stretches.from_amount <= clocked.earned_value_amount) as last_place
    from clocked
    inner join int_extent_curve as stretches on clocked.extent_code = stretches.extent_code
    cross join
        lateral (
            values (
                stretches.from_place
                + (clocked.earned_value_amount - stretches.from_amount)
                * (stretches.to_place - stretches.from_place)
                / nullif(stretches.to_amount - stretches.from_amount, 0)
            )
        ) as inverses (place)
    group by clocked.extent_code

),

scheduled as (

    select
        clocked.*,
        inverted.planned_place - clocked.start_place as planned_days,
        case
            when clocked.earned_value_amount >= clocked.budget_amount then inverted.planned_place
            else
                least(
                    greatest(clocked.start_place + clocked.actual_days, inverted.first_place), inverted.last_place
                )
        end - clocked.start_place as earned_schedule_days
    from clocked
    inner join inverted on clocked.extent_code = inverted.extent_code

),

foretold as (

    select
        scheduled.*,
        case
            when scheduled.finished_date is null and scheduled.earned_value_amount > 0
                then
                    scheduled.planned_days * nullif(scheduled.actual_days, 0)
                    / nullif(scheduled.earned_schedule_days, 0)
        end as paced_days
    from scheduled

),

dated as (

    select
        foretold.*,
        case when foretold.paced_days <= 36525 then foretold.paced_days end as forecast_days
    from foretold

),

explained as (

    select
        dated.extent_code,
        dated.window_start_date,
        dated.window_end_date,
        dated.planned_days,
        dated.actual_days,
        dated.earned_schedule_days,
        dated.forecast_days,
        dated.earned_schedule_days - dated.actual_days as schedule_variance_days,
        dated.earned_schedule_days / nullif(dated.actual_days, 0) as time_schedule_performance_index,
        case
            when dated.actual_days > 0 then null
            when dated.earned_value_amount > 0 then 'ahead_of_plan'
            else 'before_planned_start'
        end as time_schedule_performance_reason,
        coalesce(dated.finished_date, dated.window_start_date + ceil(round(dated.forecast_days, 9))::integer - 1)
            as forecast_finish_date,
        case
            when dated.finished_date is not null or dated.forecast_days is not null then null
            when dated.earned_value_amount = 0 and dated.actual_days = 0 then 'before_planned_start'
            when dated.earned_value_amount = 0 then 'nothing_earned'
            when dated.actual_days = 0 then 'ahead_of_plan'
            else 'beyond_a_century'
        end as forecast_finish_reason
    from dated

)

select * from explained
