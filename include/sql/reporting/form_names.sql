-- What the plan of the evaluation point calls its communities, items, sources, milestones and cable operators.
-- One row per kind and code; `owner_code` is the unit that owns a milestone or is an operator, `item_class` an item's.
select
    'project' as kind,
    projects.project_code as code,
    projects.project_name as name,
    null as owner_code,
    null as item_class,
    projects.serial_number as place
from raw.plan_projects as projects
inner join evaluation on projects.plan_version = evaluation.plan_version
union all
select
    'item' as kind,
    items.item_code as code,
    items.item_name as name,
    null as owner_code,
    items.item_class,
    row_number() over (order by items.item_class desc, items.aspect asc, items.item_code asc) as place
from raw.plan_items as items
inner join evaluation on items.plan_version = evaluation.plan_version
union all
select
    'source' as kind,
    sources.source_code as code,
    sources.source_name as name,
    null as owner_code,
    null as item_class,
    row_number() over (
        order by sources.is_upper_level desc, sources.is_public_money desc, sources.source_code asc
    ) as place
from raw.plan_funding_sources as sources
inner join evaluation on sources.plan_version = evaluation.plan_version
union all
select
    'milestone' as kind,
    milestones.milestone_code as code,
    milestones.milestone_name as name,
    milestones.owner_unit_code as owner_code,
    null as item_class,
    row_number() over (order by milestones.milestone_code) as place
from raw.plan_milestones as milestones
inner join evaluation on milestones.plan_version = evaluation.plan_version
union all
select distinct
    'operator' as kind,
    units.unit_code as code,
    units.unit_name as name,
    units.unit_code as owner_code,
    null as item_class,
    dense_rank() over (order by units.unit_code) as place
from raw.plan_units as units
inner join evaluation on units.plan_version = evaluation.plan_version
inner join raw.plan_duties as duties
    on
        units.plan_version = duties.plan_version
        and units.unit_code = duties.unit_code
        and duties.form = 'cable'
where units.unit_type = 'utility'
order by kind, place
