-- How each milestone of a project stands to those before and after it on the as-of date.
-- One row per project and milestone, of projects that any milestone has been reported of.
-- Open guards: direct ones that have not let it begin. Before a guard: dated earlier than something that must come
-- first, or reported while that is still open. Skipped: a later milestone is reported, this one is not; since when.
-- Scope: one project.
with reported as (

    select distinct int_milestones_held.project_code
    from int_milestones_held

),

chain as (

    select
        reported.project_code,
        milestone_order.milestone_code,
        milestone_order.earlier_code,
        milestone_order.is_direct
    from reported
    inner join stg_plan_projects as projects on reported.project_code = projects.project_code
    inner join int_milestone_order as milestone_order on projects.is_epc = milestone_order.is_epc

),

earlier_steps as (

    select
        chain.project_code,
        chain.milestone_code,
        max(earlier.closed_date) filter (where chain.is_direct) as guards_closed_date,
        coalesce(
            array_agg(chain.earlier_code order by chain.earlier_code)
            filter (where chain.is_direct and earlier.closed_date is null),
            '{}'
        ) as open_guard_codes,
        coalesce(
            bool_or(own.event_date < coalesce(earlier.closed_date, 'infinity'))
            filter (where earlier.event_date is not null),
            false
        ) as is_before_guard
    from chain
    left join int_milestones_held as own
        on chain.project_code = own.project_code and chain.milestone_code = own.milestone_code
    left join int_milestones_held as earlier
        on chain.project_code = earlier.project_code and chain.earlier_code = earlier.milestone_code
    where chain.is_direct or earlier.event_date is not null
    group by chain.project_code, chain.milestone_code

),

later_steps as (

    select
        chain.project_code,
        chain.earlier_code as milestone_code,
        min(later.event_date) as skipped_date
    from chain
    inner join int_milestones_held as later
        on chain.project_code = later.project_code and chain.milestone_code = later.milestone_code
    group by chain.project_code, chain.earlier_code

),

joined as (

    select
        coalesce(earlier_steps.project_code, later_steps.project_code) as project_code,
        coalesce(earlier_steps.milestone_code, later_steps.milestone_code) as milestone_code,
        earlier_steps.guards_closed_date,
        coalesce(earlier_steps.open_guard_codes, '{}') as open_guard_codes,
        coalesce(earlier_steps.is_before_guard, false) as is_before_guard,
        later_steps.skipped_date
    from earlier_steps
    full outer join later_steps
        on
            earlier_steps.project_code = later_steps.project_code
            and earlier_steps.milestone_code = later_steps.milestone_code

)

select * from joined
