-- Earned schedule: when the plan had what is earned now; and the duration that this pace foretells. Periods and days.
-- One row per project. ES is the inverse of the curve at the earned share, at most 1. On a flat stretch, where the plan
-- asks for nothing, the inverse is an interval: ES is then actual time itself while it lies inside, the stretch's
-- beginning before that, its end only once time has passed it; when all is earned, the planned duration.
-- IEAC(t) = planned duration × AT / ES: null without progress, after the finish, and beyond a hundred years.
-- Days are those from the window's first day to the same place in the calendar. Source: Lipke's earned schedule.
-- Scope: one project.
with curved as (

    select
        clock.project_code,
        min(
            case
                when earned.earned_progress_ratio <= stretches.from_ratio then stretches.from_periods
                else inverses.periods
            end
        ) filter (where stretches.to_ratio >= least(earned.earned_progress_ratio, 1)) as first_periods,
        max(
            case
                when earned.earned_progress_ratio >= stretches.to_ratio then stretches.to_periods
                else inverses.periods
            end
        ) filter (where stretches.from_ratio <= earned.earned_progress_ratio) as last_periods
    from stg_plan_projects as projects
    inner join int_project_clock as clock on projects.project_code = clock.project_code
    inner join int_project_earned_progress as earned on projects.project_code = earned.project_code
    inner join int_planned_stretches as stretches
        on
            projects.curve_name = stretches.curve_name
            and clock.window_periods = stretches.window_periods
    cross join
        lateral (
            values (
                stretches.from_periods
                + (least(earned.earned_progress_ratio, 1) - stretches.from_ratio)
                * (stretches.to_periods - stretches.from_periods)
                / nullif(stretches.to_ratio - stretches.from_ratio, 0)
            )
        ) as inverses (periods)
    where earned.earned_progress_ratio is not null
    group by clock.project_code

),

scheduled as (

    select
        clock.*,
        planned.planned_periods,
        earned.finished_date,
        case
            when earned.earned_progress_ratio >= 1 then planned.planned_periods
            when curved.project_code is not null
                then least(greatest(clock.actual_periods, curved.first_periods), curved.last_periods)
            else earned.earned_progress_ratio * clock.window_periods
        end as earned_schedule_periods,
        earned.earned_progress_ratio > 0 as has_earned
    from int_project_clock as clock
    inner join int_project_planned_value as planned on clock.project_code = planned.project_code
    inner join int_project_earned_progress as earned on clock.project_code = earned.project_code
    left join curved on clock.project_code = curved.project_code

),

foretold as (

    select
        scheduled.*,
        case
            when scheduled.finished_date is null and scheduled.has_earned
                then
                    scheduled.planned_periods * nullif(scheduled.actual_periods, 0)
                    / nullif(scheduled.earned_schedule_periods, 0)
        end as paced_periods
    from scheduled

),

bounded as (

    select
        foretold.*,
        case
            when
                foretold.paced_periods * greatest(1, foretold.months_per_period)
                <= case when foretold.months_per_period > 0 then 1200 else 36525 end
                then foretold.paced_periods
        end as forecast_periods
    from foretold

),

spans as (

    select
        bounded.project_code,
        bounded.window_start_date,
        bounded.months_per_period,
        spans.span,
        floor(spans.periods)::integer as whole_periods,
        spans.periods - floor(spans.periods) as part_ratio
    from bounded
    cross join
        lateral (
            values ('earned', bounded.earned_schedule_periods), ('forecast', bounded.forecast_periods)
        ) as spans (span, periods)
    where bounded.months_per_period > 0

),

steps as (

    select
        spans.*,
        (spans.window_start_date + make_interval(months => spans.whole_periods * spans.months_per_period))::date
            as begin_date,
        (spans.window_start_date + make_interval(months => (spans.whole_periods + 1) * spans.months_per_period))::date
            as end_date
    from spans

),

dated as (

    select
        steps.project_code,
        max(steps.begin_date - steps.window_start_date + steps.part_ratio * (steps.end_date - steps.begin_date))
        filter (where steps.span = 'earned') as earned_schedule_days,
        max(steps.begin_date - steps.window_start_date + steps.part_ratio * (steps.end_date - steps.begin_date))
        filter (where steps.span = 'forecast') as forecast_days
    from steps
    group by steps.project_code

)

select
    bounded.project_code,
    bounded.earned_schedule_periods,
    bounded.paced_periods is not null and bounded.forecast_periods is null as is_beyond_a_century,
    bounded.forecast_periods,
    coalesce(dated.earned_schedule_days, bounded.earned_schedule_periods) as earned_schedule_days,
    coalesce(dated.forecast_days, bounded.forecast_periods) as forecast_days
from bounded
left join dated on bounded.project_code = dated.project_code
