-- Physical progress (形象进度): Σ weight × item completion; an item without news counts 0 and is flagged.
-- Where verified figures count, one verified for the whole project stands before the sum of its items.
-- One row per project and cut-off date. A household is done when every item that counts households has reached it.
-- Scope: one project.
with items_over_time as (

    select * from int_items_counted_over_time

),

news_dates as (

    select distinct
        items_over_time.project_code,
        items_over_time.news_date,
        items_over_time.verified_whole_ratio
    from items_over_time

),

menus as (

    select
        lines.project_code,
        lines.item_code,
        lines.weight_ratio
    from raw.plan_project_items as lines
    inner join evaluation on lines.plan_version = evaluation.plan_version

),

weighted as (

    select
        news_dates.project_code,
        news_dates.news_date,
        coalesce(
            news_dates.verified_whole_ratio,
            sum(menus.weight_ratio * coalesce(items_over_time.completed_ratio, 0))
        ) as physical_progress_ratio,
        count(menus.item_code) as items_count,
        count(items_over_time.item_code) as reported_items_count
    from news_dates
    inner join menus on news_dates.project_code = menus.project_code
    left join items_over_time
        on
            news_dates.project_code = items_over_time.project_code
            and news_dates.news_date = items_over_time.news_date
            and menus.item_code = items_over_time.item_code
    group by news_dates.project_code, news_dates.news_date, news_dates.verified_whole_ratio

),

summed as (

    select
        items_over_time.project_code,
        items_over_time.news_date,
        sum(items_over_time.investment_amount) as investment_done_amount,
        min(items_over_time.completed_households_count) as completed_households_count,
        min(items_over_time.completed_buildings_count) as completed_buildings_count,
        min(items_over_time.completed_area_quantity) as completed_area_quantity
    from items_over_time
    group by items_over_time.project_code, items_over_time.news_date

),

joined as (

    select
        summed.*,
        weighted.physical_progress_ratio,
        weighted.items_count,
        weighted.reported_items_count
    from summed
    left join weighted
        on
            summed.project_code = weighted.project_code
            and summed.news_date = weighted.news_date

)

select * from joined
