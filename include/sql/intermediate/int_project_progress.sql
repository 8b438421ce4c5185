-- Where each project stands on the as-of date, when it finished, and what the last four weeks brought.
-- One row per project with any news. Finished: the first cut-off date from which progress is known to stay at 100 %.
-- Money and quantities are the newest of each item: a household is done when every item that counts households has
-- reached it.
-- Scope: one project.
with history as (

    select * from int_project_progress_over_time

),

last_unfinished as (

    select
        history.project_code,
        max(history.news_date) as last_unfinished_date
    from history
    where history.physical_progress_ratio is null or history.physical_progress_ratio < 1
    group by history.project_code

),

finished as (

    select
        history.project_code,
        min(history.news_date) as finished_date
    from history
    left join last_unfinished on history.project_code = last_unfinished.project_code
    where
        history.physical_progress_ratio >= 1
        and (last_unfinished.last_unfinished_date is null or history.news_date > last_unfinished.last_unfinished_date)
    group by history.project_code

),

newest as (

    select distinct on (history.project_code) history.*
    from history
    order by history.project_code asc, history.news_date desc

),

earlier as (

    select distinct on (history.project_code)
        history.project_code,
        history.physical_progress_ratio as earlier_progress_ratio
    from history
    cross join evaluation
    cross join int_light_thresholds as thresholds
    where history.news_date <= evaluation.as_of_date - thresholds.standstill_days
    order by history.project_code asc, history.news_date desc

),

quantities as (

    select
        items.project_code,
        sum(items.investment_amount) as investment_done_amount,
        min(items.completed_households_count) as completed_households_count,
        min(items.completed_buildings_count) as completed_buildings_count,
        min(items.completed_area_quantity) as completed_area_quantity
    from int_project_items_over_time as items
    where items.is_newest
    group by items.project_code

),

menus as (

    select
        lines.project_code,
        count(*) as items_count,
        count(items.item_code) as reported_items_count
    from stg_plan_project_items as lines
    left join int_project_items_over_time as items
        on
            lines.project_code = items.project_code
            and lines.item_code = items.item_code
            and items.is_newest
    group by lines.project_code

),

joined as (

    select
        newest.*,
        quantities.investment_done_amount,
        quantities.completed_households_count,
        quantities.completed_buildings_count,
        quantities.completed_area_quantity,
        menus.items_count,
        menus.reported_items_count,
        finished.finished_date,
        case
            when newest.news_date > evaluation.as_of_date - thresholds.standstill_days
                then newest.physical_progress_ratio - earlier.earlier_progress_ratio
        end as four_week_change_ratio
    from newest
    cross join evaluation
    cross join int_light_thresholds as thresholds
    left join quantities on newest.project_code = quantities.project_code
    left join menus on newest.project_code = menus.project_code
    left join finished on newest.project_code = finished.project_code
    left join earlier on newest.project_code = earlier.project_code

)

select * from joined
