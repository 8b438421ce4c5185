-- How far each renovation item counts as done at each cut-off date that its project has news of: as reported, or as
-- verified where the policy says so.
-- One row per project, cut-off date and item. verified_whole_ratio: the share verified for the project as a whole.
-- Scope: one project.
with counted as (

    select
        items.project_code,
        items.news_date,
        items.item_code,
        coalesce(verified.verified_ratio, items.completed_ratio) as completed_ratio,
        items.investment_amount,
        items.completed_households_count,
        items.completed_buildings_count,
        items.completed_area_quantity,
        whole.verified_ratio as verified_whole_ratio
    from int_project_items_over_time as items
    left join int_verified_in_force as verified
        on
            items.project_code = verified.project_code
            and items.news_date = verified.news_date
            and items.item_code = verified.item_code
    left join int_verified_in_force as whole
        on
            items.project_code = whole.project_code
            and items.news_date = whole.news_date
            and whole.item_code is null

)

select * from counted
