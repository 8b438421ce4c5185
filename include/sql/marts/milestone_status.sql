-- Where each project stands in the chain of approvals and works: state, owner, document, since when.
-- One row per project, milestone and as-of date. Days in state are whole days up to the as-of date; null where the day
-- is not known. A project of which nothing was reported stands at its first milestone, and is_chain_reported says so.
-- Scope: one project.
with stated as (

    select
        states.*,
        case
            when states.order_fault in ('skipped', 'notice_not_closed', 'works_before_permit', 'before_guard')
                then 'skipped_order_broken'
            when states.closed_date is not null then 'done'
            when states.is_not_applicable then 'not_applicable'
            when states.event_date is not null or states.open_guard_codes = '{}' then 'current'
            else 'waiting'
        end as state
    from int_milestone_states as states

),

dated as (

    select
        stated.*,
        case
            when stated.state = 'done' then stated.closed_date
            when stated.state = 'skipped_order_broken' then coalesce(stated.event_date, stated.skipped_date)
            when stated.state = 'current' then coalesce(stated.event_date, stated.guards_closed_date)
        end as since_date
    from stated

),

described as (

    select
        evaluation.as_of_date,
        evaluation.known_at,
        evaluation.plan_version,
        evaluation.policy_version,
        dated.project_code,
        projects.project_name,
        dated.milestone_code,
        milestones.milestone_name,
        dated.milestone_role,
        milestones.owner_unit_code,
        units.unit_name as owner_unit_name,
        dated.state,
        dated.since_date,
        evaluation.as_of_date - dated.since_date as days_in_state,
        dated.event_date,
        held.document_number,
        held.notice_end_date,
        held.has_open_objection,
        dated.open_guard_codes,
        dated.open_guard_codes = '{}'
        and coalesce(dated.order_fault not in ('works_before_permit', 'before_guard', 'items_unfinished'), true)
            as is_guard_met,
        dated.order_fault,
        dated.is_chain_reported
    from dated
    cross join evaluation
    inner join stg_plan_projects as projects on dated.project_code = projects.project_code
    inner join raw.plan_milestones as milestones
        on dated.milestone_code = milestones.milestone_code and evaluation.plan_version = milestones.plan_version
    inner join raw.plan_units as units
        on milestones.owner_unit_code = units.unit_code and evaluation.plan_version = units.plan_version
    left join int_milestones_held as held
        on dated.project_code = held.project_code and dated.milestone_code = held.milestone_code

)

select * from described
