-- The state of each milestone on the as-of date, and what is at fault in its order. Source: 四（四）, domain M00 to M15.
-- One row per project and milestone. Works begun without the construction permit held are works before permit (未批先建);
-- completion while an item is unfinished is marked and stands. The cable subsidy applies where the menu holds cables.
-- What only lacks a report before it is done and says so; what is dated before it, or was passed over, is out of order.
-- Scope: one project.
with reported as (

    select distinct int_milestones_held.project_code
    from int_milestones_held

),

direct_guards as (

    select
        milestone_order.is_epc,
        milestone_order.milestone_code,
        array_agg(milestone_order.earlier_code order by milestone_order.earlier_code) as guard_codes
    from int_milestone_order as milestone_order
    where milestone_order.is_direct
    group by milestone_order.is_epc, milestone_order.milestone_code

),

placed as (

    select
        projects.project_code,
        milestones.milestone_code,
        milestones.milestone_role,
        held.event_date,
        held.closed_date,
        guards.guards_closed_date,
        guards.skipped_date,
        coalesce(guards.open_guard_codes, direct_guards.guard_codes, '{}') as open_guard_codes,
        coalesce(guards.is_before_guard, false) as is_before_guard,
        milestones.milestone_role = 'cable_subsidy' and cables.project_code is null as is_not_applicable,
        reported.project_code is not null as is_chain_reported,
        case
            when milestones.milestone_role = 'start' and held.event_date < coalesce(permits.closed_date, 'infinity')
                then 'works_before_permit'
            when
                milestones.milestone_role = 'completion'
                and held.event_date is not null
                and progress.physical_progress_ratio < 1
                then 'items_unfinished'
        end as special_fault
    from stg_plan_projects as projects
    cross join evaluation
    inner join raw.plan_milestones as milestones on evaluation.plan_version = milestones.plan_version
    left join reported on projects.project_code = reported.project_code
    left join direct_guards
        on projects.is_epc = direct_guards.is_epc and milestones.milestone_code = direct_guards.milestone_code
    left join int_milestones_held as held
        on projects.project_code = held.project_code and milestones.milestone_code = held.milestone_code
    left join int_milestone_guards as guards
        on projects.project_code = guards.project_code and milestones.milestone_code = guards.milestone_code
    left join int_milestones_held as permits
        on projects.project_code = permits.project_code and permits.milestone_role = 'construction_permit'
    left join int_cable_projects as cables on projects.project_code = cables.project_code
    left join int_project_progress as progress on projects.project_code = progress.project_code

),

faulted as (

    select
        placed.*,
        case
            when placed.event_date is null and placed.skipped_date is not null and not placed.is_not_applicable
                then 'skipped'
            when placed.closed_date is null and placed.skipped_date is not null and placed.event_date is not null
                then 'notice_not_closed'
            when placed.special_fault = 'works_before_permit' then placed.special_fault
            when placed.is_before_guard then 'before_guard'
            when placed.event_date is not null and placed.open_guard_codes <> '{}' then 'guard_missing'
            else placed.special_fault
        end as order_fault
    from placed

)

select * from faulted
