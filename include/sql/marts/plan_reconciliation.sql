-- Declared totals of the plan beside the sums of its lines; a difference is a standing warning and never blocks.
-- One row per plan version and measure. Area in 万m², investment in 万元, as the notice declares them.
-- Source: the notice, 三（二）改造目标, against its annex.
-- Scope: whole programme.
with projects as (

    select lines.*
    from raw.plan_projects as lines
    inner join evaluation on lines.plan_version = evaluation.plan_version

),

sums as (

    select
        count(*)::numeric as communities,
        sum(projects.planned_households_count)::numeric as households,
        sum(projects.planned_buildings_count)::numeric as buildings,
        sum(projects.planned_area_quantity) / 10000 as area,
        sum(projects.planned_investment_amount) / 10000 as investment
    from projects

),

measured as (

    select
        declared.plan_version,
        declared.measure,
        declared.quantity_unit,
        declared.is_approximate,
        declared.source_clause,
        declared.declared_quantity,
        declared.tolerance_ratio,
        case declared.measure
            when 'communities' then sums.communities
            when 'households' then sums.households
            when 'buildings' then sums.buildings
            when 'area' then sums.area
            when 'investment' then sums.investment
        end as lines_quantity
    from raw.plan_declared_totals as declared
    inner join evaluation on declared.plan_version = evaluation.plan_version
    cross join sums

),

compared as (

    select
        measured.plan_version,
        measured.measure,
        measured.quantity_unit,
        measured.source_clause,
        measured.is_approximate,
        trim_scale(measured.declared_quantity) as declared_quantity,
        trim_scale(measured.lines_quantity) as lines_quantity,
        trim_scale(measured.lines_quantity - measured.declared_quantity) as difference_quantity,
        (measured.lines_quantity - measured.declared_quantity)
        / nullif(measured.declared_quantity, 0) as difference_ratio,
        measured.tolerance_ratio,
        case
            when measured.declared_quantity is null then 'nothing_declared'
            when measured.lines_quantity = measured.declared_quantity then 'holds'
            when
                abs(measured.lines_quantity - measured.declared_quantity)
                <= measured.declared_quantity * measured.tolerance_ratio
                then 'within_tolerance'
            else 'outside_tolerance'
        end as status
    from measured

)

select * from compared
