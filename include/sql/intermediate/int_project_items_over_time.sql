-- How far each renovation item was at each cut-off date that its project has news of.
-- One row per project, cut-off date and item. The implementing company's figure stands; where it has none, the plain
-- mean of the utilities that report the item (each lays its own line). Money and quantities: the company's alone.
-- Scope: one project.
with progress_lines as (

    select * from int_progress_lines_current

),

news_dates as (

    select distinct
        progress_lines.project_code,
        progress_lines.cutoff_date as news_date
    from progress_lines

),

standing as (

    select
        news_dates.news_date,
        progress_lines.*
    from news_dates
    inner join progress_lines
        on
            news_dates.project_code = progress_lines.project_code
            and news_dates.news_date >= progress_lines.cutoff_date
            and (
                progress_lines.next_cutoff_date is null
                or news_dates.news_date < progress_lines.next_cutoff_date
            )

),

measured as (

    select
        standing.project_code,
        standing.news_date,
        standing.item_code,
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
        bool_or(standing.is_master) as is_from_master
    from standing
    group by standing.project_code, standing.news_date, standing.item_code

)

select * from measured
