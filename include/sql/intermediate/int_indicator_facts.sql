-- What each computed indicator is made of, in the as-of date's year: a part and the whole it is measured against.
-- One row per formula and project whose window has begun or that has a budget of the year. Yuan, households, buildings,
-- m², answers; null where not known, with the reason. execution: executed / budget of the year after adjustment.
-- Quantities: done / planned. on_time: 1 finished within the window, 0 not, once it is finished or the last day is over
-- and there is news of it. cost: audited, else contract and confirmed changes, against the budget. satisfaction:
-- satisfied of valid answers; too few answers are no figure.
-- Scope: one project.
with budgets as (

    select
        lines.project_code,
        sum(lines.executed_amount) as executed_amount,
        sum(lines.adjusted_budget_amount) as budget_amount
    from int_budgets_in_force as lines
    group by lines.project_code

),

audits as (

    select
        held.project_code,
        max(held.audited_amount) as audited_amount
    from int_milestones_held as held
    where held.milestone_role = 'audit'
    group by held.project_code

),

contracts as (

    select
        changes.project_code,
        max(changes.contract_amount + coalesce(changes.confirmed_changes_amount, 0)) as contract_amount
    from int_changes_in_force as changes
    where changes.is_newest
    group by changes.project_code

),

joined as (

    select
        schedule.*,
        budgets.executed_amount,
        budgets.budget_amount as year_budget_amount,
        coalesce(audits.audited_amount, contracts.contract_amount) as final_cost_amount,
        answers.valid_answers_count,
        case
            when answers.satisfaction_reason is null then answers.very_satisfied_count + answers.satisfied_count
        end as satisfied_count,
        case answers.satisfaction_reason when 'not_reported' then 'not_surveyed' else answers.satisfaction_reason end
            as satisfaction_reason,
        schedule.window_start_date <= schedule.as_of_date as has_begun,
        case
            when schedule.finished_date is not null then (schedule.finished_date <= schedule.window_end_date)::integer
            when schedule.window_end_date <= schedule.as_of_date and schedule.last_report_date is not null then 0
        end as on_time_count,
        case when schedule.window_end_date <= schedule.as_of_date then 'not_reported' else 'not_due' end
            as on_time_reason
    from int_project_schedule as schedule
    left join budgets on schedule.project_code = budgets.project_code
    left join int_resident_answers as answers on schedule.project_code = answers.project_code
    left join audits on schedule.project_code = audits.project_code
    left join contracts on schedule.project_code = contracts.project_code
    where schedule.window_start_date <= schedule.as_of_date or budgets.project_code is not null

),

measured as (

    select
        joined.project_code,
        joined.window_end_date,
        joined.has_begun,
        facts.formula,
        facts.part_quantity,
        facts.whole_quantity,
        case
            when facts.part_quantity is null or facts.whole_quantity is null then facts.reason
            when facts.whole_quantity = 0 then 'nothing_planned'
        end as reason
    from joined
    cross join
        lateral (
            values
            ('execution', joined.executed_amount, joined.year_budget_amount, 'no_budget_reported'),
            ('households', joined.completed_households_count, joined.planned_households_count, 'not_reported'),
            ('buildings', joined.completed_buildings_count, joined.planned_buildings_count, 'not_reported'),
            ('area', joined.completed_area_quantity, joined.planned_area_quantity, 'not_reported'),
            ('on_time', joined.on_time_count, 1, joined.on_time_reason),
            ('cost', joined.final_cost_amount, joined.budget_amount, 'no_cost_reported'),
            ('satisfaction', joined.satisfied_count, joined.valid_answers_count, joined.satisfaction_reason)
        ) as facts (formula, part_quantity, whole_quantity, reason)

)

select * from measured
