-- The verified share that takes the place of a report, where the policy says that verified figures count.
-- One row per project, date from which what counts may change, and item (null: the project as a whole). A verification
-- speaks of the newest report up to its cut-off date and counts from the project's last date with news up to then; a
-- later report of the item counts again as reported until it is verified. One of the whole counts at that date alone.
-- For an item also: the date of the report that stands then, and whether nothing changes after it.
-- Scope: one project.
with policies as (

    select versions.content #>> '{verification,uses}' as uses
    from raw.policy_versions as versions
    inner join evaluation on versions.policy_version = evaluation.policy_version

),

verifications as (

    select verified.*
    from int_verified_progress as verified
    inner join policies on policies.uses = 'verified'

),

reports as (

    select
        items.project_code,
        items.item_code,
        items.news_date,
        items.reported_date
    from int_project_items_over_time as items
    where exists (
        select 1 from verifications
        where verifications.project_code = items.project_code
    )

),

news_dates as (

    select
        reports.project_code,
        reports.news_date,
        lead(reports.news_date, 1, 'infinity') over (
            partition by reports.project_code
            order by reports.news_date
        ) as next_news_date
    from reports
    group by reports.project_code, reports.news_date

),

effective as (

    select
        verifications.*,
        news_dates.news_date as effective_date
    from verifications
    inner join news_dates
        on
            verifications.project_code = news_dates.project_code
            and verifications.cutoff_date >= news_dates.news_date
            and verifications.cutoff_date < news_dates.next_news_date

),

changes as (

    select
        effective.project_code,
        effective.item_code,
        effective.effective_date as news_date
    from effective
    where effective.item_code is not null
    union
    select
        reports.project_code,
        reports.item_code,
        reports.news_date
    from reports

),

item_dates as (

    select
        changes.*,
        lead(changes.news_date) over (
            partition by changes.project_code, changes.item_code
            order by changes.news_date
        ) is null as is_newest
    from changes

),

standing as (

    select distinct on (item_dates.project_code, item_dates.item_code, item_dates.news_date)
        item_dates.*,
        reports.news_date as report_date,
        reports.reported_date
    from item_dates
    inner join reports
        on
            item_dates.project_code = reports.project_code
            and item_dates.item_code = reports.item_code
            and item_dates.news_date >= reports.news_date
    order by
        item_dates.project_code asc, item_dates.item_code asc, item_dates.news_date asc, reports.news_date desc

),

of_items as (

    select distinct on (standing.project_code, standing.item_code, standing.news_date)
        standing.project_code,
        standing.news_date,
        standing.item_code,
        standing.report_date,
        standing.is_newest,
        found.verified_ratio
    from standing
    left join effective as found
        on
            standing.project_code = found.project_code
            and standing.item_code = found.item_code
            and standing.news_date >= found.effective_date
            and standing.reported_date <= found.cutoff_date
    order by
        standing.project_code asc, standing.item_code asc, standing.news_date asc, found.cutoff_date desc nulls last

),

of_wholes as (

    select distinct on (effective.project_code, effective.effective_date)
        effective.project_code,
        effective.effective_date as news_date,
        effective.item_code,
        null::date as report_date,
        null::boolean as is_newest,
        effective.verified_ratio
    from effective
    where effective.item_code is null
    order by effective.project_code asc, effective.effective_date asc, effective.cutoff_date desc

)

select * from of_items
union all
select * from of_wholes
