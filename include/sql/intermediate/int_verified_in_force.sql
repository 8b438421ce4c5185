-- The verified share that takes the place of a report, where the policy says that verified figures count.
-- One row per project, cut-off date with news, and item (null: the project as a whole). A verification speaks of the
-- newest report up to its cut-off date; a later report counts again as reported until it is verified.
-- Scope: one project.
with policies as (

    select versions.content #>> '{verification,uses}' as uses
    from raw.policy_versions as versions
    inner join evaluation on versions.policy_version = evaluation.policy_version

),

dated as (

    select
        items.project_code,
        items.item_code,
        items.news_date,
        items.reported_date,
        lead(items.news_date, 1, 'infinity') over (
            partition by items.project_code, items.item_code
            order by items.news_date
        ) as next_news_date
    from int_project_items_over_time as items
    inner join policies on policies.uses = 'verified'

),

verified as (

    select distinct on (dated.project_code, dated.news_date, found.item_code)
        dated.project_code,
        dated.news_date,
        found.item_code,
        found.verified_ratio
    from dated
    inner join int_verified_progress as found
        on
            dated.project_code = found.project_code
            and dated.next_news_date > found.cutoff_date
            and (
                (dated.item_code = found.item_code and dated.reported_date <= found.cutoff_date)
                or (found.item_code is null and dated.news_date <= found.cutoff_date)
            )
    order by dated.project_code asc, dated.news_date asc, found.item_code asc, found.cutoff_date desc

)

select * from verified
