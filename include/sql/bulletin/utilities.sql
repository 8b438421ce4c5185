-- How far each operator's lines and pipes are in each project, and how its cable subsidy stands.
-- One row per project and operator. The implementing company may report an item for all; what is not in the project's
-- menu concerns nobody; what nobody has reported is not reported, which is not 0.
with operators as (

    select
        units.unit_code,
        units.unit_name,
        units.unit_type,
        duties.item_code
    from raw.plan_units as units
    inner join pg_temp.evaluation as evaluation on units.plan_version = evaluation.plan_version
    inner join raw.plan_duties as duties
        on
            units.plan_version = duties.plan_version
            and units.unit_code = duties.unit_code
            and duties.form = 'progress'
    where units.unit_type = 'utility' and duties.item_code is not null

),

newest as (

    select distinct on (lines.unit_code, lines.project_code, lines.item_code)
        lines.*,
        lines.cutoff_date < max(lines.cutoff_date) over () as is_older
    from pg_temp.stg_progress_lines as lines
    where lines.completed_ratio is not null
    order by
        lines.unit_code asc, lines.project_code asc, lines.item_code asc, lines.cutoff_date desc,
        lines.received_at desc, lines.return_id desc, lines.line_id desc

),

placed as (

    select
        projects.serial_number,
        projects.project_name,
        operators.unit_code,
        operators.unit_name,
        own.completed_ratio,
        own.cutoff_date,
        own.is_older,
        cables.status as cable_status,
        menus.item_code is null as is_not_in_menu,
        projects.window_start_date > evaluation.as_of_date as is_not_begun,
        company.project_code is not null as is_by_company
    from /* schema */.project_performance as projects
    inner join pg_temp.evaluation as evaluation on projects.as_of_date = evaluation.as_of_date
    cross join operators
    left join raw.plan_project_items as menus
        on
            evaluation.plan_version = menus.plan_version
            and projects.project_code = menus.project_code
            and operators.item_code = menus.item_code
    left join newest as own
        on
            projects.project_code = own.project_code
            and operators.unit_code = own.unit_code
            and operators.item_code = own.item_code
    left join newest as company
        on
            projects.project_code = company.project_code
            and operators.item_code = company.item_code
            and company.unit_type = 'implementing_company'
    left join /* schema */.cable_subsidy as cables
        on
            projects.as_of_date = cables.as_of_date
            and projects.project_code = cables.project_code
            and operators.unit_code = cables.operator_code

)

select
    placed.*,
    case
        when placed.completed_ratio is not null and placed.cable_status is not null then 'progress_and_subsidy'
        when placed.is_older then 'older'
        when placed.completed_ratio is not null then 'progress'
        when placed.cable_status is not null then 'subsidy'
        when placed.is_not_in_menu then 'not_in_menu'
        when placed.is_by_company then 'by_company'
        when placed.is_not_begun then 'not_begun'
        else 'not_reported'
    end as sentence
from placed
order by placed.serial_number, placed.unit_code
