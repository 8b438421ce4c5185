-- Each voucher of works, and whether it was paid before the design was approved or before the construction permit, as
-- the models of early payments have it. Yuan. One row per project, funding source, document and voucher, of projects
-- of which any approval was reported.
with approvals as (

    select
        held.project_code,
        min(held.event_date) filter (where held.milestone_role = 'design_approval') as approved_date,
        min(held.event_date) filter (where held.milestone_role = 'construction_permit') as permitted_date
    from int_milestones_held as held
    group by held.project_code

)

select
    payments.project_code,
    payments.source_code,
    payments.document_number,
    payments.voucher_number,
    payments.payment_date,
    payments.payment_amount,
    payments.payment_date < coalesce(approvals.approved_date, 'infinity') as is_unapproved,
    payments.payment_date < coalesce(approvals.permitted_date, 'infinity') as is_unpermitted
from int_payments_in_force as payments
cross join evaluation
inner join approvals on payments.project_code = approvals.project_code
left join raw.plan_items as items
    on payments.item_code = items.item_code and evaluation.plan_version = items.plan_version
where coalesce(items.item_class, 'works') <> 'preliminary'
order by payments.payment_date asc, payments.voucher_number asc
