-- Projects whose menu holds works on cables: items that a unit which files the cable form reports progress of.
-- One row per project.
-- Scope: one project.
select distinct menus.project_code
from stg_plan_project_items as menus
inner join raw.plan_duties as works
    on
        menus.plan_version = works.plan_version
        and menus.item_code = works.item_code
        and works.form = 'progress'
inner join raw.plan_duties as cables
    on
        works.plan_version = cables.plan_version
        and works.unit_code = cables.unit_code
        and cables.form = 'cable'
