-- Who answers for each renovation item of each project: the unit that leads the item, and every unit whose duty to
-- report progress names the item (utilities, each for its own lines).
-- One row per project, item of its menu and owner unit; strictly per project, from the plan alone. Who builds all
-- items answers for those it leads; the others it hears of through its projects.
-- Scope: one project.
with menus as (

    select
        lines.plan_version,
        lines.project_code,
        lines.item_code,
        items.item_name,
        items.item_name_en,
        items.lead_unit_code
    from stg_plan_project_items as lines
    inner join raw.plan_items as items
        on
            lines.plan_version = items.plan_version
            and lines.item_code = items.item_code

),

answering as (

    select
        menus.*,
        menus.lead_unit_code as owner_unit_code,
        false as has_own_lines
    from menus
    union all
    select
        menus.*,
        duties.unit_code as owner_unit_code,
        true as has_own_lines
    from menus
    inner join raw.plan_duties as duties
        on
            menus.plan_version = duties.plan_version
            and menus.item_code = duties.item_code
            and duties.form = 'progress'

),

owners as (

    select
        answering.plan_version,
        answering.project_code,
        answering.item_code,
        answering.item_name,
        answering.item_name_en,
        answering.owner_unit_code,
        bool_or(answering.owner_unit_code = answering.lead_unit_code) as is_lead,
        bool_or(answering.has_own_lines) as has_own_lines
    from answering
    group by
        answering.plan_version,
        answering.project_code,
        answering.item_code,
        answering.item_name,
        answering.item_name_en,
        answering.owner_unit_code

)

select
    owners.project_code,
    owners.item_code,
    owners.item_name,
    owners.item_name_en,
    owners.owner_unit_code,
    units.unit_name as owner_unit_name,
    units.unit_name_en as owner_unit_name_en,
    owners.is_lead,
    owners.has_own_lines
from owners
inner join raw.plan_units as units
    on
        owners.plan_version = units.plan_version
        and owners.owner_unit_code = units.unit_code
