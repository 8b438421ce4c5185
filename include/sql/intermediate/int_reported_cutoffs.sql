-- When each unit's accepted lines of a project for an owed cut-off first came in.
-- One row per unit, form, project and cut-off date that the unit owes. News of any day of the period answers for it.
-- Scope: one project.
with news as (

    select
        stg_lines.unit_code,
        stg_lines.form,
        stg_lines.project_code,
        stg_lines.cutoff_date,
        min(stg_lines.received_at) as first_received_at
    from stg_lines
    group by stg_lines.unit_code, stg_lines.form, stg_lines.project_code, stg_lines.cutoff_date

),

answered as (

    select
        news.unit_code,
        news.form,
        news.project_code,
        int_cutoffs.cutoff_date,
        min(news.first_received_at) as first_received_at
    from news
    inner join int_cutoffs
        on
            news.unit_code = int_cutoffs.unit_code
            and news.form = int_cutoffs.form
            and news.cutoff_date between int_cutoffs.period_start_date and int_cutoffs.period_end_date
    group by news.unit_code, news.form, news.project_code, int_cutoffs.cutoff_date

)

select * from answered
