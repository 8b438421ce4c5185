-- What each computed indicator is made of, in the as-of date's year: a part and the whole it is measured against.
-- One row per project whose window has begun, and formula. Yuan, households, buildings, m², answers; null where not
-- known, with the reason. execution: executed / budget of the year after adjustment. Quantities: done / planned.
-- on_time: 1 finished within the window, 0 not, once it is finished or the window is over. cost: audited, else contract
-- and confirmed changes, against the budget. satisfaction: satisfied of valid answers; too few answers are no figure.
-- Scope: one project.
with budgets as (

    select
        lines.project_code,
        sum(lines.executed_amount) as executed_amount,
        sum(lines.adjusted_budget_amount) as budget_amount
    from int_budgets_in_force as lines
    group by lines.project_code

),

surveys as (

    select distinct on (lines.project_code) lines.*
    from stg_residents_lines as lines
    where lines.valid_answers_count is not null
    order by lines.project_code asc, lines.cutoff_date desc, lines.received_at desc, lines.line_id desc

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

policies as (

    select (recorded.content #>> '{satisfaction,least_answers_count}')::numeric as least_answers_count
    from raw.policy_versions as recorded
    inner join evaluation on recorded.policy_version = evaluation.policy_version

),

joined as (

    select
        schedule.*,
        budgets.executed_amount,
        budgets.budget_amount as year_budget_amount,
        coalesce(audits.audited_amount, contracts.contract_amount) as final_cost_amount,
        surveys.valid_answers_count,
        surveys.very_satisfied_count + surveys.satisfied_count as satisfied_count,
        coalesce(surveys.valid_answers_count < policies.least_answers_count, false) as is_small_sample,
        schedule.finished_date is not null or schedule.window_end_date <= schedule.as_of_date as is_decided,
        coalesce(schedule.finished_date <= schedule.window_end_date, false) as is_on_time
    from int_project_schedule as schedule
    cross join policies
    left join budgets on schedule.project_code = budgets.project_code
    left join surveys on schedule.project_code = surveys.project_code
    left join audits on schedule.project_code = audits.project_code
    left join contracts on schedule.project_code = contracts.project_code
    where schedule.window_start_date <= schedule.as_of_date

),

measured as (

    select
        joined.project_code,
        joined.window_end_date,
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
            ('on_time', case when joined.is_decided then joined.is_on_time::integer end, 1, 'not_due'),
            ('cost', joined.final_cost_amount, joined.budget_amount, 'no_cost_reported'),
            (
                'satisfaction',
                case when not joined.is_small_sample then joined.satisfied_count end,
                joined.valid_answers_count,
                case when joined.is_small_sample then 'sample_too_small' else 'not_surveyed' end
            )
        ) as facts (formula, part_quantity, whole_quantity, reason)

)

select * from measured
