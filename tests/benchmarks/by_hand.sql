-- The figures of int_project_schedule that come from lines, written by hand for speed alone: one pass per form over the
-- lines, no history kept. It leans on what holds in the benchmark: one reporting unit, no milestones, linear curves.
-- One row per project.
with newest as (

    select distinct on (lines.project_code, lines.item_code)
        lines.project_code,
        lines.item_code,
        lines.cutoff_date,
        lines.completed_percent,
        lines.investment_amount,
        lines.completed_households_count
    from raw.progress_lines as lines
    inner join raw.returns as returns on lines.return_id = returns.return_id
    cross join evaluation
    where
        lines.is_accepted and lines.cutoff_date <= evaluation.as_of_date and returns.received_at <= evaluation.known_at
    order by
        lines.project_code asc, lines.item_code asc, lines.cutoff_date desc, returns.received_at desc,
        lines.return_id desc, lines.line_id desc

),

progress as (

    select
        newest.project_code,
        max(newest.cutoff_date) as last_report_date,
        sum(menus.weight_ratio * newest.completed_percent / 100) as physical_progress_ratio,
        sum(newest.investment_amount) as investment_done_amount,
        min(newest.completed_households_count) as completed_households_count
    from newest
    cross join evaluation
    inner join raw.plan_project_items as menus
        on
            evaluation.plan_version = menus.plan_version
            and newest.project_code = menus.project_code
            and newest.item_code = menus.item_code
    group by newest.project_code

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
left join costs on projects.project_code = costs.project_code
