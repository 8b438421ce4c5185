-- The head of each self-evaluation form: total score, who is in charge, quantities and progress; the programme first.
-- One row per extent and project.
select
    totals.*,
    versions.programme_name,
    projects.window_text,
    coalesce(performance.planned_households_count, programme.planned_households_count) as planned_households_count,
    coalesce(performance.planned_buildings_count, programme.planned_buildings_count) as planned_buildings_count,
    coalesce(performance.planned_area_quantity, programme.planned_area_quantity) as planned_area_quantity,
    coalesce(performance.budget_amount, programme.budget_amount) as budget_amount,
    case
        when totals.extent = 'project' then performance.physical_progress_ratio
        else programme.physical_progress_ratio
    end
        as physical_progress_ratio,
    case
        when totals.extent = 'project' then performance.investment_done_amount
        else programme.investment_done_amount
    end
        as investment_done_amount,
    performance.finished_date,
    programme.finished_projects_count,
    programme.projects_count,
    authorities.unit_name as authority_name,
    implementers.unit_name as implementer_name
from marts.evaluation_total as totals
inner join marts.programme_performance as programme on totals.as_of_date = programme.as_of_date
inner join raw.plan_versions as versions on totals.plan_version = versions.plan_version
left join marts.project_performance as performance
    on totals.as_of_date = performance.as_of_date and totals.project_code = performance.project_code
left join raw.plan_projects as projects
    on totals.plan_version = projects.plan_version and totals.project_code = projects.project_code
left join lateral (
    select min(units.unit_name) as unit_name
    from raw.plan_units as units
    where units.plan_version = totals.plan_version and units.unit_code = :authority_code
) as authorities on true
left join lateral (
    select string_agg(units.unit_name, '、' order by units.unit_code) as unit_name
    from raw.plan_units as units
    where units.plan_version = totals.plan_version and units.unit_type = 'implementing_company'
) as implementers on true
where totals.as_of_date = :as_of_date
order by totals.extent = 'project' asc, performance.serial_number asc
