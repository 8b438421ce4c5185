-- What each fund lot stood at earlier, as cumulative returns prove it: by its due date, and at the end of last year.
-- One row per project, funding source and document of the finance bureau. Yuan.
-- By the due date: the newest cut-off on or before it. Where the bureau spoke of the project by then and did not name
-- the lot, nothing of it had arrived; where it had not spoken of the project, nothing is known. The due date of a lot
-- without a project is that of each project whose returns name its document and which has no lot of its own.
-- Scope: one project.
with lines as (

    select stg_spending_lines.*
    from stg_spending_lines
    where stg_spending_lines.unit_type = 'finance_bureau'

),

first_words as (

    select
        lines.project_code,
        min(lines.cutoff_date) as first_cutoff_date
    from lines
    group by lines.project_code

),

registered as (

    select
        lots.project_code,
        lots.source_code,
        lots.document_number,
        lots.due_date
    from stg_fund_lots as lots
    where lots.project_code is not null

),

due_lots as (

    select registered.*
    from registered
    where registered.due_date is not null
    union
    select
        lines.project_code,
        lots.source_code,
        lots.document_number,
        lots.due_date
    from stg_fund_lots as lots
    inner join lines on lots.source_code = lines.source_code and lots.document_number = lines.document_number
    left join registered
        on
            lines.project_code = registered.project_code
            and lines.source_code = registered.source_code
            and lines.document_number = registered.document_number
    where lots.project_code is null and lots.due_date is not null and registered.project_code is null

),

by_due_date as (

    select distinct on (lots.project_code, lots.source_code, lots.document_number)
        lots.project_code,
        lots.source_code,
        lots.document_number,
        case
            when lines.line_id is not null then lines.arrived_amount
            when first_words.first_cutoff_date <= lots.due_date then 0
        end as arrived_by_due_date_amount
    from due_lots as lots
    left join first_words on lots.project_code = first_words.project_code
    left join lines
        on
            lots.project_code = lines.project_code
            and lots.source_code = lines.source_code
            and lots.document_number = lines.document_number
            and lots.due_date >= lines.cutoff_date
    order by
        lots.project_code asc, lots.source_code asc, lots.document_number asc, lines.cutoff_date desc nulls last,
        lines.received_at desc, lines.return_id desc, lines.line_id desc

),

by_year_end as (

    select distinct on (lines.project_code, lines.source_code, lines.document_number)
        lines.project_code,
        lines.source_code,
        lines.document_number,
        lines.arrived_amount as year_start_arrived_amount,
        lines.paid_amount as year_start_paid_amount
    from lines
    cross join evaluation
    where lines.cutoff_date < date_trunc('year', evaluation.as_of_date::timestamp)::date
    order by
        lines.project_code asc, lines.source_code asc, lines.document_number asc, lines.cutoff_date desc,
        lines.received_at desc, lines.return_id desc, lines.line_id desc

),

joined as (

    select
        coalesce(by_due_date.project_code, by_year_end.project_code) as project_code,
        coalesce(by_due_date.source_code, by_year_end.source_code) as source_code,
        coalesce(by_due_date.document_number, by_year_end.document_number) as document_number,
        by_due_date.arrived_by_due_date_amount,
        by_year_end.year_start_arrived_amount,
        by_year_end.year_start_paid_amount
    from by_due_date
    full outer join by_year_end
        on
            by_due_date.project_code = by_year_end.project_code
            and by_due_date.source_code = by_year_end.source_code
            and by_due_date.document_number = by_year_end.document_number

)

select * from joined
