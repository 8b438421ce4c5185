-- Money paid before it might be: for works before the construction permit, for anything but preliminaries before the
-- design was approved. Yuan. Source: the notice's chain, 四（四）; survey and design fees before approval are in order.
-- One row per project with such payments; a voucher reported twice counts once, and what was paid back as early as it
-- was paid was not paid.
-- Where no approval of a project was ever reported, nothing is known and nothing is held against it.
-- Scope: one project.
with approvals as (

    select
        events.project_code,
        min(events.event_date) filter (where events.milestone_role = 'design_approval') as approved_date,
        min(events.event_date) filter (where events.milestone_role = 'construction_permit') as permitted_date
    from int_milestones_held as events
    group by events.project_code

),

vouchers as (

    select
        payments.project_code,
        payments.payment_date,
        payments.payment_amount
    from int_payments_in_force as payments
    cross join evaluation
    left join raw.plan_items as items
        on
            evaluation.plan_version = items.plan_version
            and payments.item_code = items.item_code
    where coalesce(items.item_class, 'works') <> 'preliminary'

),

placed as (

    select
        vouchers.*,
        vouchers.payment_date < coalesce(approvals.approved_date, 'infinity') as is_unapproved,
        vouchers.payment_date < coalesce(approvals.permitted_date, 'infinity') as is_unpermitted
    from vouchers
    inner join approvals on vouchers.project_code = approvals.project_code

),

early as (

    select
        vouchers.project_code,
        min(vouchers.payment_date) filter (where vouchers.is_unapproved and vouchers.payment_amount > 0)
            as first_unapproved_date,
        sum(vouchers.payment_amount) filter (where vouchers.is_unapproved) as unapproved_amount,
        min(vouchers.payment_date) filter (where vouchers.is_unpermitted and vouchers.payment_amount > 0)
            as first_unpermitted_date,
        sum(vouchers.payment_amount) filter (where vouchers.is_unpermitted) as unpermitted_amount
    from placed as vouchers
    group by vouchers.project_code

)

select * from early
where unapproved_amount > 0 or unpermitted_amount > 0
