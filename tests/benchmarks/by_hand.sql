-- The figures of int_project_schedule that come from lines, written by hand for speed alone: one sort of the lines of
-- each form, in which the newest word, the step from the word before and the one that follows are all found. Progress
-- over time is the running sum of weighted steps. It leans on what holds in the benchmark and not in life: one
-- reporting unit, no milestones, linear curves, nothing verified, nothing held back.
-- One row per project.
with received as (

    select distinct on (lines.project_code, lines.item_code, lines.cutoff_date)
        lines.project_code,
        lines.item_code,
        lines.cutoff_date,
        lines.completed_percent,
        lines.investment_amount,
        lines.completed_households_count,
        lines.completed_buildings_count,
        lines.completed_area_quantity
    from raw.progress_lines as lines
    inner join raw.returns as returns on lines.return_id = returns.return_id
    cross join evaluation
    where
        lines.is_accepted and lines.cutoff_date <= evaluation.as_of_date and returns.received_at <= evaluation.known_at
    order by
        lines.project_code asc, lines.item_code asc, lines.cutoff_date asc, returns.received_at desc,
        lines.return_id desc, lines.line_id desc

),

stepped as (

    select
        received.*,
        received.completed_percent - lag(received.completed_percent, 1, 0) over by_item as step_percent,
        lead(received.cutoff_date) over by_item is null as is_newest
    from received
    window by_item as (partition by received.project_code, received.item_code order by received.cutoff_date)

),

weighted as (

    select
        stepped.*,
        menus.weight_ratio * stepped.completed_percent / 100 as weighted_ratio,
        menus.weight_ratio * stepped.step_percent / 100 as weighted_step_ratio
    from stepped
    cross join evaluation
    inner join raw.plan_project_items as menus
        on
            evaluation.plan_version = menus.plan_version
            and stepped.project_code = menus.project_code
            and stepped.item_code = menus.item_code

),

steps as (

    select
        weighted.project_code,
        weighted.cutoff_date,
        sum(weighted.weighted_step_ratio) as step_ratio
    from weighted
    group by weighted.project_code, weighted.cutoff_date

),

history as (

    select
        steps.project_code,
        steps.cutoff_date,
        sum(steps.step_ratio) over (partition by steps.project_code order by steps.cutoff_date) as progress_ratio
    from steps

),

dated as (

    select
        history.project_code,
        min(history.cutoff_date) filter (where history.progress_ratio > 0) as first_progress_date,
        max(history.cutoff_date) filter (where history.progress_ratio < 1) as last_unfinished_date,
        array_agg(history.cutoff_date order by history.cutoff_date) filter (where history.progress_ratio >= 1)
            as finished_dates,
        (
            array_agg(history.progress_ratio order by history.cutoff_date desc)
            filter (where history.cutoff_date <= evaluation.as_of_date - 28)
        )[1] as earlier_progress_ratio
    from history
    cross join evaluation
    group by history.project_code

),

progress as (

    select
        weighted.project_code,
        max(weighted.cutoff_date) as last_report_date,
        sum(weighted.weighted_ratio) as physical_progress_ratio,
        sum(weighted.investment_amount) as investment_done_amount,
        min(weighted.completed_households_count) as completed_households_count,
        min(weighted.completed_buildings_count) as completed_buildings_count,
        min(weighted.completed_area_quantity) as completed_area_quantity,
        count(*) as reported_items_count
    from weighted
    where weighted.is_newest
    group by weighted.project_code

),

lots as (

    select distinct on (lines.project_code, lines.source_code, lines.document_number)
        lines.project_code,
        lines.paid_amount
    from raw.spending_lines as lines
    inner join raw.returns as returns on lines.return_id = returns.return_id
    cross join evaluation
    where
        lines.is_accepted and lines.cutoff_date <= evaluation.as_of_date and returns.received_at <= evaluation.known_at
    order by
        lines.project_code asc, lines.source_code asc, lines.document_number asc, lines.cutoff_date desc,
        returns.received_at desc, lines.return_id desc, lines.line_id desc

),

costs as (

    select
        lots.project_code,
        sum(lots.paid_amount) as actual_cost_amount
    from lots
    group by lots.project_code

)

select
    projects.project_code,
    progress.last_report_date,
    progress.physical_progress_ratio,
    progress.investment_done_amount,
    progress.completed_households_count,
    progress.completed_buildings_count,
    progress.completed_area_quantity,
    progress.reported_items_count,
    dated.first_progress_date as started_date,
    (
        select min(days.finished_date)
        from unnest(dated.finished_dates) as days (finished_date)
        where dated.last_unfinished_date is null or days.finished_date > dated.last_unfinished_date
    ) as finished_date,
    case
        when progress.last_report_date > evaluation.as_of_date - 28
            then progress.physical_progress_ratio - dated.earlier_progress_ratio
    end as four_week_change_ratio,
    costs.actual_cost_amount,
    projects.planned_investment_amount * clock.elapsed_days / clock.window_days as planned_value_amount,
    projects.planned_investment_amount * progress.physical_progress_ratio as earned_value_amount,
    progress.physical_progress_ratio * clock.window_days as earned_schedule_days
from raw.plan_projects as projects
inner join evaluation on projects.plan_version = evaluation.plan_version
cross join
    lateral (
        values (
            greatest(
                0,
                least(
                    evaluation.as_of_date - projects.window_start_date + 1,
                    projects.window_end_date - projects.window_start_date + 1
                )
            )::numeric,
            (projects.window_end_date - projects.window_start_date + 1)::numeric
        )
    ) as clock (elapsed_days, window_days)
left join progress on projects.project_code = progress.project_code
left join dated on projects.project_code = dated.project_code
left join costs on projects.project_code = costs.project_code
