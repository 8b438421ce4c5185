-- When each unit's accepted lines for a month first came in.
-- One row per unit, form, project and month end.
with progress as (

    select
        stg_progress_lines.unit_code,
        'progress' as form,
        stg_progress_lines.project_code,
        (date_trunc('month', stg_progress_lines.cutoff_date::timestamp) + interval '1 month' - interval '1 day')::date
            as cutoff_date,
        min(stg_progress_lines.received_at) as first_received_at
    from stg_progress_lines
    group by 1, 2, 3, 4

),

spending as (

    select
        stg_spending_lines.unit_code,
        'spending' as form,
        stg_spending_lines.project_code,
        (date_trunc('month', stg_spending_lines.cutoff_date::timestamp) + interval '1 month' - interval '1 day')::date
            as cutoff_date,
        min(stg_spending_lines.received_at) as first_received_at
    from stg_spending_lines
    group by 1, 2, 3, 4

),

both_forms as (

    select * from progress
    union all
    select * from spending

)

select * from both_forms
