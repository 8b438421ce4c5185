-- What returns say of fund lots without a project: a return names projects, so these are the lots of its document that
-- the plan does not register for their own project. Yuan, cumulative.
-- One row per funding source and document of such a lot that any return names.
-- Scope: sums over projects.
select
    parts.source_code,
    parts.document_number,
    sum(parts.allocated_amount) as allocated_amount,
    sum(parts.arrived_amount) as arrived_amount,
    sum(parts.paid_amount) as paid_amount,
    sum(parts.carried_in_amount) as carried_in_amount,
    sum(parts.arrived_by_due_date_amount) as arrived_by_due_date_amount,
    count(*) filter (where parts.allocated_amount is null) as unknown_allocated_count,
    count(*) filter (where parts.arrived_amount is null) as unknown_arrived_count,
    count(*) filter (where parts.paid_amount is null) as unknown_paid_count,
    count(*) filter (where parts.carried_in_amount is null) as unknown_carried_in_count,
    count(*) filter (where parts.arrived_by_due_date_amount is null) as unknown_by_due_date_count,
    max(parts.last_report_date) as last_report_date
from int_fund_lots as parts
inner join stg_plan_projects as projects on parts.project_code = projects.project_code
inner join stg_fund_lots as lots
    on
        parts.source_code = lots.source_code
        and parts.document_number = lots.document_number
        and lots.project_code is null
where parts.series = 'public_funds' and parts.planned_amount is null
group by parts.source_code, parts.document_number
