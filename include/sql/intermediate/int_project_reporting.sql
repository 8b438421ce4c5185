-- How complete the implementing company's news of each project is: cut-offs due, received, and missing in a row.
-- One row per project of which anything is owed.
-- Scope: one project.
with last_received as (

    select
        owed.project_code,
        max(owed.cutoff_date) filter (where owed.is_received) as last_received_cutoff_date
    from int_owed_reports as owed
    group by owed.project_code

),

counted as (

    select
        owed.project_code,
        count(*) filter (where owed.is_received or owed.is_overdue) as returns_due_count,
        count(*) filter (where owed.is_received) as returns_received_count,
        max(owed.cutoff_date) as newest_owed_cutoff_date,
        max(owed.cutoff_date) = last_received.last_received_cutoff_date as is_newest_received,
        count(*) filter (
            where
            owed.is_overdue
            and not owed.is_received
            and owed.cutoff_date > coalesce(last_received.last_received_cutoff_date, '-infinity')
        ) as missing_cycles_count
    from int_owed_reports as owed
    inner join last_received on owed.project_code = last_received.project_code
    group by owed.project_code, last_received.last_received_cutoff_date

)

select * from counted
