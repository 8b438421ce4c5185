-- What each fund lot stood at on earlier days, and which days these are. Yuan.
-- One row per project, funding source, document and series.
select
    earlier.*,
    'public_funds' as series,
    lots.due_date,
    (date_trunc('year', evaluation.as_of_date::timestamp) - interval '1 day')::date as year_end_date
from int_fund_lots_earlier as earlier
cross join evaluation
left join stg_fund_lots as lots
    on
        earlier.project_code = lots.project_code
        and earlier.source_code = lots.source_code
        and earlier.document_number = lots.document_number
