-- The items whose progress each unit reports, community by community: its duties and the communities' menus.
-- One row per unit, community and item; the heaviest item of a community first. A company has no rows of what another
-- builds; limited is who does not report every item, or every community of the plan.
select distinct
    duties.unit_code,
    duties.item_code is not null
    or (
        units.unit_type = 'implementing_company'
        and exists (
            select 1 from raw.plan_projects as named
            where
                named.plan_version = duties.plan_version
                and named.implementing_unit_code <> duties.unit_code
        )
    ) as is_limited,
    menus.project_code,
    menus.item_code,
    menus.weight_ratio,
    projects.serial_number
from raw.plan_duties as duties
inner join evaluation on duties.plan_version = evaluation.plan_version
inner join raw.plan_project_items as menus
    on
        duties.plan_version = menus.plan_version
        and (duties.item_code is null or duties.item_code = menus.item_code)
inner join raw.plan_projects as projects
    on menus.plan_version = projects.plan_version and menus.project_code = projects.project_code
inner join raw.plan_units as units
    on duties.plan_version = units.plan_version and duties.unit_code = units.unit_code
where
    duties.form = 'progress'
    and (
        units.unit_type <> 'implementing_company'
        or coalesce(projects.implementing_unit_code, duties.unit_code) = duties.unit_code
    )
order by duties.unit_code asc, projects.serial_number asc, menus.weight_ratio desc, menus.item_code asc
