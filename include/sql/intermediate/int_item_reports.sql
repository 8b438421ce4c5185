-- How far each item is by the newest word that speaks for its owner: the owner's own lines, else the company's figure
-- for all, else (for the unit that leads the item) what counts as the item's figure. Shares of 1; null is not reported.
-- One row per project, item and owner unit; strictly per project. One utility's silence is not filled with another's
-- lines. Basis: own; company; item (mean of the utilities, or what is verified where the policy says so).
-- Scope: one project.
with own as (

    select
        lines.project_code,
        lines.item_code,
        lines.unit_code,
        lines.completed_ratio,
        lines.cutoff_date,
        lines.return_id
    from int_progress_lines_current as lines
    where lines.next_cutoff_date is null and lines.completed_ratio is not null

),

builders as (

    select lines.*
    from int_progress_lines_current as lines
    where lines.is_master and lines.next_cutoff_date is null and lines.completed_ratio is not null

),

company as (

    select distinct on (builders.project_code, builders.item_code)
        builders.project_code,
        builders.item_code,
        builders.unit_code,
        builders.completed_ratio,
        builders.cutoff_date,
        builders.return_id
    from builders
    order by builders.project_code asc, builders.item_code asc, builders.completed_ratio desc, builders.unit_code asc

),

counted as (

    select
        items.project_code,
        items.item_code,
        items.completed_ratio,
        found.reported_date,
        found.is_from_master
    from int_items_counted_over_time as items
    inner join int_project_items_over_time as found
        on
            items.project_code = found.project_code
            and items.item_code = found.item_code
            and found.is_newest
    where items.is_newest

),

behind as (

    select
        own.project_code,
        own.item_code,
        array_agg(distinct own.return_id order by own.return_id) as return_ids
    from own
    group by own.project_code, own.item_code

),

spoken as (

    select
        owners.*,
        case
            when owners.has_own_lines and own.project_code is not null then 'own'
            when owners.has_own_lines and company.project_code is not null then 'company'
            when owners.has_own_lines then null
            when counted.project_code is null then null
            when counted.is_from_master and company.completed_ratio = counted.completed_ratio
                then case when company.unit_code = owners.owner_unit_code then 'own' else 'company' end
            else 'item'
        end as reported_basis,
        own.completed_ratio as own_ratio,
        own.cutoff_date as own_date,
        own.return_id as own_return_id,
        company.completed_ratio as company_ratio,
        company.cutoff_date as company_date,
        company.return_id as company_return_id,
        counted.completed_ratio as item_ratio,
        counted.reported_date as item_date,
        behind.return_ids as item_return_ids
    from int_item_owners as owners
    left join own
        on
            owners.project_code = own.project_code
            and owners.item_code = own.item_code
            and owners.owner_unit_code = own.unit_code
    left join company
        on
            owners.project_code = company.project_code
            and owners.item_code = company.item_code
    left join counted
        on
            owners.project_code = counted.project_code
            and owners.item_code = counted.item_code
    left join behind
        on
            owners.project_code = behind.project_code
            and owners.item_code = behind.item_code

)

select
    spoken.project_code,
    spoken.item_code,
    spoken.item_name,
    spoken.item_name_en,
    spoken.owner_unit_code,
    spoken.owner_unit_name,
    spoken.owner_unit_name_en,
    spoken.is_lead,
    spoken.reported_basis,
    case spoken.reported_basis
        when 'own' then spoken.own_ratio when 'company' then spoken.company_ratio when 'item' then spoken.item_ratio
    end as reported_ratio,
    case spoken.reported_basis
        when 'own' then spoken.own_date when 'company' then spoken.company_date when 'item' then spoken.item_date
    end as reported_date,
    case spoken.reported_basis
        when 'own' then array[spoken.own_return_id]
        when 'company' then array[spoken.company_return_id]
        when 'item' then spoken.item_return_ids
        else '{}'
    end as return_ids
from spoken
