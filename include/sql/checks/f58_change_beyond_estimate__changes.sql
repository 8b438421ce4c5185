-- F58: contract, confirmed and proposed changes together exceed the approved estimate, and no re-approval is named.
-- One row per offending line. Yuan. Equality is inside. Without an estimate, the plan's total investment stands in.
with estimates as (

    select distinct on (history.project_code)
        history.project_code,
        history.approved_estimate_amount
    from checking.milestones_reported as history
    where history.milestone_role = 'design_approval' and history.approved_estimate_amount is not null
    order by history.project_code asc, history.event_date desc, history.received_at desc

)

select
    lines.line_id,
    'proposed_change_amount' as column_name,
    lines.contract_amount + lines.confirmed_changes_amount + lines.proposed_change_amount as value,
    coalesce(estimates.approved_estimate_amount, lines.planned_investment_amount) as estimate
from checking.changes_lines as lines
left join estimates on lines.project_code = estimates.project_code
where
    lines.reapproval_document_number is null
    and lines.contract_amount + lines.confirmed_changes_amount + lines.proposed_change_amount
    > coalesce(estimates.approved_estimate_amount, lines.planned_investment_amount)
