-- How far each renovation item counts as done, from each date on which that may change: as reported, or as verified
-- where the policy says so.
-- One row per project, item and date; in force until the item's next one.
-- Scope: one project.
with counted as (

    select
        items.project_code,
        items.item_code,
        items.news_date,
        coalesce(verified.is_newest, items.is_newest) as is_newest,
        coalesce(verified.verified_ratio, items.completed_ratio) as completed_ratio
    from int_project_items_over_time as items
    left join int_verified_in_force as verified
        on
            items.project_code = verified.project_code
            and items.item_code = verified.item_code
            and items.news_date = verified.news_date
    union all
    select
        items.project_code,
        items.item_code,
        verified.news_date,
        verified.is_newest,
        coalesce(verified.verified_ratio, items.completed_ratio) as completed_ratio
    from int_verified_in_force as verified
    inner join int_project_items_over_time as items
        on
            verified.project_code = items.project_code
            and verified.item_code = items.item_code
            and verified.report_date = items.news_date
    where verified.news_date > verified.report_date

)

select * from counted
