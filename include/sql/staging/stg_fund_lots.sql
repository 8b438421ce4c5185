-- What the plan version in force knows of fund lots: planned money, when it should arrive, and its codes. Yuan.
-- One row per funding source, document and project; a lot without a project is the whole programme's.
-- Scope: one project, or none.
select
    lots.source_code,
    lots.document_number,
    lots.project_code,
    lots.lot_year,
    lots.planned_amount,
    lots.due_date,
    lots.is_direct,
    lots.income_code,
    lots.function_code
from raw.plan_fund_lots as lots
inner join evaluation on lots.plan_version = evaluation.plan_version
