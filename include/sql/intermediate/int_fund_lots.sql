-- Money by lot: what the newest cut-off says, what the plan knows of the lot, and what it stood at earlier. Yuan.
-- One row per project, funding source, document and series, reported or registered. Series are never added.
-- An amount of a lot that several units tell of is known where each of them tells it. The year of a lot is the
-- registered one, else the year in its document number (青财建〔2021〕1号). Carried in (上年结转): arrived less paid at the end
-- of last year; 0 for a lot of this year, null where no return tells.
-- Scope: one project.
with reported as (

    select
        lines.project_code,
        lines.source_code,
        lines.document_number,
        case lines.unit_type when 'finance_bureau' then 'public_funds' else 'operators_own' end as series,
        case when bool_and(lines.allocated_amount is not null) then sum(lines.allocated_amount) end as allocated_amount,
        case when bool_and(lines.arrived_amount is not null) then sum(lines.arrived_amount) end as arrived_amount,
        case when bool_and(lines.paid_amount is not null) then sum(lines.paid_amount) end as paid_amount,
        max(lines.cutoff_date) as last_report_date
    from int_spending_lines_in_force as lines
    where lines.unit_type in ('finance_bureau', 'utility')
    group by 1, 2, 3, 4

),

registered as (

    select
        lots.*,
        'public_funds' as series
    from stg_fund_lots as lots
    where lots.project_code is not null

),

joined as (

    select
        coalesce(reported.project_code, registered.project_code) as project_code,
        coalesce(reported.source_code, registered.source_code) as source_code,
        coalesce(reported.document_number, registered.document_number) as document_number,
        coalesce(reported.series, registered.series) as series,
        reported.allocated_amount,
        reported.arrived_amount,
        reported.paid_amount,
        reported.last_report_date,
        registered.planned_amount,
        registered.due_date,
        registered.is_direct,
        registered.income_code,
        registered.function_code,
        coalesce(
            registered.lot_year,
            substring(reported.document_number from '[〔（(\[]([12][0-9]{3})[〕）)\]]')::integer
        ) as lot_year
    from reported
    full outer join registered
        on
            reported.project_code = registered.project_code
            and reported.source_code = registered.source_code
            and reported.document_number = registered.document_number
            and reported.series = registered.series

),

aged as (

    select
        joined.*,
        extract(year from evaluation.as_of_date)::integer - joined.lot_year as lot_age_years,
        joined.arrived_amount - joined.paid_amount as balance_amount,
        joined.due_date <= evaluation.as_of_date as is_due,
        earlier.arrived_by_due_date_amount,
        case
            when earlier.year_start_paid_amount is not null
                then earlier.year_start_arrived_amount - earlier.year_start_paid_amount
            when joined.lot_year >= extract(year from evaluation.as_of_date) then 0
        end as carried_in_amount
    from joined
    cross join evaluation
    left join int_fund_lots_earlier as earlier
        on
            joined.series = 'public_funds'
            and joined.project_code = earlier.project_code
            and joined.source_code = earlier.source_code
            and joined.document_number = earlier.document_number

)

select * from aged
