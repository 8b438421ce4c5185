-- When each unit's accepted lines for an owed cut-off first came in, or its word that nothing new has happened.
-- One row per unit, form, project and cut-off date that the unit owes; such a word is of no project. News of any day of
-- the period answers for it.
with said as (

    select
        stg_lines.unit_code,
        stg_lines.form,
        stg_lines.project_code,
        stg_lines.cutoff_date,
        stg_lines.received_at
    from stg_lines
    union all
    select
        returns.unit_code,
        claims.form,
        null as project_code,
        claims.cutoff_date,
        returns.received_at
    from raw.no_change_claims as claims
    inner join stg_returns as returns on claims.return_id = returns.return_id
    inner join evaluation on claims.cutoff_date <= evaluation.as_of_date
    where not claims.repeats

),

news as (

    select
        said.unit_code,
        said.form,
        said.project_code,
        said.cutoff_date,
        min(said.received_at) as first_received_at
    from said
    group by said.unit_code, said.form, said.project_code, said.cutoff_date

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
