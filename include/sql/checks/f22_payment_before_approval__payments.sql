-- F22: paid before the design was approved, or for works before the construction permit.
-- One row per offending line. Where no approval of a project was ever reported, nothing is known and nothing is said.
with approvals as (

    select
        history.project_code,
        min(history.event_date) filter (where history.milestone_role = 'design_approval') as approved_date,
        min(history.event_date) filter (where history.milestone_role = 'construction_permit') as permitted_date
    from checking.milestones_reported as history
    group by history.project_code

)

select
    lines.line_id,
    'payment_date' as column_name,
    lines.payment_date as value,
    (
        select string_agg(milestones.milestone_name, '、' order by milestones.milestone_code)
        from raw.plan_milestones as milestones
        where
            milestones.plan_version = plan.plan_version
            and (
                (
                    milestones.milestone_role = 'design_approval'
                    and lines.payment_date < coalesce(approvals.approved_date, 'infinity')
                )
                or (
                    milestones.milestone_role = 'construction_permit'
                    and lines.payment_date < coalesce(approvals.permitted_date, 'infinity')
                )
            )
    ) as milestone_text
from checking.payments_lines as lines
inner join approvals on lines.project_code = approvals.project_code
cross join checking.plan
left join raw.plan_items as items
    on
        lines.item_code = items.item_code
        and plan.plan_version = items.plan_version
where
    coalesce(items.item_class, 'works') <> 'preliminary'
    and (
        lines.payment_date < coalesce(approvals.approved_date, 'infinity')
        or lines.payment_date < coalesce(approvals.permitted_date, 'infinity')
    )
