-- Physical progress (形象进度) over time: Σ weight × item completion; an item without news counts 0.
-- One row per project and date with news. An item's completion holds until its next report, so progress is the running
-- sum of the weighted steps of its items. Where verified figures count, one verified for the whole project stands
-- before the sum at its date. Null where the plan gives no weights.
-- Scope: one project.
with weighted_projects as (

    select distinct menus.project_code
    from stg_plan_project_items as menus

),

steps as (

    select
        items.project_code,
        items.item_code,
        items.news_date,
        coalesce(items.completed_ratio, 0) - coalesce(lag(items.completed_ratio) over by_item, 0) as step_ratio
    from int_items_counted_over_time as items
    window by_item as (partition by items.project_code, items.item_code order by items.news_date)

),

weighted as (

    select
        steps.project_code,
        steps.news_date,
        sum(menus.weight_ratio * steps.step_ratio) as step_ratio
    from steps
    left join stg_plan_project_items as menus
        on
            steps.project_code = menus.project_code
            and steps.item_code = menus.item_code
    group by steps.project_code, steps.news_date

),

summed as (

    select
        weighted.project_code,
        weighted.news_date,
        case
            when weighted_projects.project_code is not null
                then sum(coalesce(weighted.step_ratio, 0)) over by_project
        end as progress_ratio
    from weighted
    left join weighted_projects on weighted.project_code = weighted_projects.project_code
    window by_project as (partition by weighted.project_code order by weighted.news_date)

)

select
    summed.project_code,
    summed.news_date,
    coalesce(whole.verified_ratio, summed.progress_ratio) as physical_progress_ratio
from summed
left join int_verified_in_force as whole
    on
        summed.project_code = whole.project_code
        and summed.news_date = whole.news_date
        and whole.item_code is null
