-- How far each renovation item was from each of its own reports on.
-- One row per project, item and cut-off date at which any unit reports the item; in force until the item's next one.
-- The implementing company's figure stands; where it has none, the plain mean of the utilities that report the item
-- (each lays its own line). Money and quantities: the company's alone.
-- Scope: one project.
with of_several as (

    select *
    from int_progress_lines_current
    where not is_only_reporter

),

report_dates as (

    select distinct
        of_several.project_code,
        of_several.item_code,
        of_several.cutoff_date as news_date
    from of_several

),

standing as (

    select
        report_dates.news_date,
        of_several.*
    from report_dates
    inner join of_several
        on
            report_dates.project_code = of_several.project_code
            and report_dates.item_code = of_several.item_code
            and report_dates.news_date >= of_several.cutoff_date
            and (of_several.next_cutoff_date is null or report_dates.news_date < of_several.next_cutoff_date)

),

measured as (

    select
        lines.project_code,
        lines.item_code,
        lines.cutoff_date as news_date,
        lines.completed_ratio,
        lines.cutoff_date as reported_date,
        case when lines.is_master then lines.investment_amount end as investment_amount,
        case when lines.is_master then lines.completed_households_count end as completed_households_count,
        case when lines.is_master then lines.completed_buildings_count end as completed_buildings_count,
        case when lines.is_master then lines.completed_area_quantity end as completed_area_quantity,
        lines.is_master as is_from_master,
        lines.next_cutoff_date is null as is_newest
    from int_progress_lines_current as lines
    where lines.is_only_reporter
    union all
    select
        standing.project_code,
        standing.item_code,
        standing.news_date,
        coalesce(
            max(standing.completed_ratio) filter (where standing.is_master),
            avg(standing.completed_ratio) filter (where not standing.is_master)
        ) as completed_ratio,
        coalesce(
            max(standing.cutoff_date) filter (where standing.is_master),
            max(standing.cutoff_date)
        ) as reported_date,
        max(standing.investment_amount) filter (where standing.is_master) as investment_amount,
        max(standing.completed_households_count) filter (where standing.is_master) as completed_households_count,
        max(standing.completed_buildings_count) filter (where standing.is_master) as completed_buildings_count,
        max(standing.completed_area_quantity) filter (where standing.is_master) as completed_area_quantity,
        bool_or(standing.is_master) as is_from_master,
        standing.news_date = max(standing.news_date) over (
            partition by standing.project_code, standing.item_code
        ) as is_newest
    from standing
    group by standing.project_code, standing.item_code, standing.news_date

)

select * from measured
