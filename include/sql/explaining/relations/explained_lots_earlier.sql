-- What each fund lot stood at on earlier days, and which days these are; of a lot without a project, what each project
-- stood at that a return names under its document (is_of_programme_lot). Yuan.
-- One row per project, funding source, document and series.
select
    earlier.*,
    'public_funds' as series,
    coalesce(lots.due_date, programme_lots.due_date) as due_date,
    lots.source_code is null as is_of_programme_lot,
    (date_trunc('year', evaluation.as_of_date::timestamp) - interval '1 day')::date as year_end_date
from int_fund_lots_earlier as earlier
cross join evaluation
left join stg_fund_lots as lots
    on
        earlier.project_code = lots.project_code
        and earlier.source_code = lots.source_code
        and earlier.document_number = lots.document_number
left join stg_fund_lots as programme_lots
    on
        programme_lots.project_code is null
        and lots.source_code is null
        and earlier.source_code = programme_lots.source_code
        and earlier.document_number = programme_lots.document_number
