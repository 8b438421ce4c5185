-- Approvals that wait, and with whom; steps that were passed over or stand in the wrong order.
-- One row per project and milestone, the longest waiting first. Works under way are no approval.
select
    milestones.*,
    case
        when milestones.state = 'skipped_order_broken' then milestones.order_fault
        when milestones.has_open_objection then 'open_objection'
        when milestones.event_date is not null then 'notice_open'
        else 'waiting'
    end as matter
from /* schema */.milestone_status as milestones
inner join pg_temp.evaluation as evaluation on milestones.as_of_date = evaluation.as_of_date
where
    milestones.is_chain_reported
    and milestones.milestone_role <> 'works'
    and milestones.state in ('current', 'skipped_order_broken')
order by
    milestones.state = 'skipped_order_broken' desc,
    milestones.days_in_state desc nulls last,
    milestones.project_code asc,
    milestones.milestone_code asc
