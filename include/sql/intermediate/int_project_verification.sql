-- How much of each project is verified as of the day: by whom, up to when, and whether that covers the newest reports.
-- One row per project with a verification. verified_progress_ratio = Σ weight × verified share, known once every item
-- of the menu is verified, or the share verified for the project as a whole where that is not older.
-- Scope: one project.
with newest as (

    select distinct on (verified.project_code, verified.item_code) verified.*
    from int_verified_progress as verified
    order by verified.project_code asc, verified.item_code asc, verified.cutoff_date desc

),

reported as (

    select
        lines.project_code,
        lines.item_code,
        max(lines.cutoff_date) as reported_date
    from stg_progress_lines as lines
    group by lines.project_code, lines.item_code

),

candidates as (

    select
        newest.project_code,
        true as is_whole,
        newest.cutoff_date,
        newest.verified_by_unit_code,
        1 as weight_ratio,
        newest.verified_ratio,
        newest.cutoff_date >= (
            select max(reported.reported_date) from reported
            where reported.project_code = newest.project_code
        ) as is_newest
    from newest
    where newest.item_code is null
    union all
    select
        newest.project_code,
        false as is_whole,
        max(newest.cutoff_date) as cutoff_date,
        (array_agg(newest.verified_by_unit_code order by newest.cutoff_date desc, newest.item_code asc))[1]
            as verified_by_unit_code,
        sum(menus.weight_ratio) as weight_ratio,
        sum(menus.weight_ratio * newest.verified_ratio) as verified_ratio,
        bool_and(newest.cutoff_date >= coalesce(reported.reported_date, '-infinity')) as is_newest
    from newest
    inner join stg_plan_project_items as menus
        on
            newest.project_code = menus.project_code
            and newest.item_code = menus.item_code
    left join reported
        on
            newest.project_code = reported.project_code
            and newest.item_code = reported.item_code
    group by newest.project_code

),

chosen as (

    select distinct on (candidates.project_code)
        candidates.project_code,
        candidates.cutoff_date as verified_date,
        candidates.verified_by_unit_code,
        candidates.weight_ratio as verified_weight_ratio,
        case when candidates.weight_ratio = 1 then candidates.verified_ratio end as verified_progress_ratio,
        candidates.weight_ratio = 1 and coalesce(candidates.is_newest, false) as is_verified
    from candidates
    order by candidates.project_code asc, candidates.cutoff_date desc, candidates.is_whole desc

)

select * from chosen
