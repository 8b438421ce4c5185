-- How each unit stands with what the notice gives it to do; a pair is a part of its whole. What is not asked of a unit
-- is null without a reason, what is asked and not known has one.
-- One row per unit of the plan. Yuan, metres, days; the average of days is their sum over how many they are of.
select
    duties.unit_name,
    duties.planned_progress_ratio,
    duties.reported_progress_ratio,
    duties.progress_gap_ratio,
    nullif(duties.progress_reason, 'nothing_planned') as progress_reason,
    duties.longest_days_in_state,
    duties.completed_length,
    duties.cable_completion_ratio,
    nullif(duties.cable_completion_reason, 'nothing_planned') as cable_completion_reason,
    duties.cable_cost_amount,
    duties.audited_cost_amount,
    duties.subsidy_amount,
    nullif(duties.subsidy_reason, 'nothing_planned') as subsidy_reason,
    duties.operators_own_amount,
    nullif(duties.operators_own_reason, 'nothing_planned') as operators_own_reason,
    duties.timeliness_ratio,
    duties.longest_days_late,
    duties.total_days_in_state::numeric / nullif(duties.dated_milestones_count, 0) as average_days_in_state,
    case when duties.items_count > 0 then duties.known_items_count || '/' || duties.items_count end as items,
    case when duties.items_count > 0 then duties.red_items_count end as red_items_count,
    case when duties.items_count > 0 then duties.yellow_items_count end as yellow_items_count,
    case when duties.milestones_count > 0 then duties.current_projects_count end as current_projects_count,
    case when duties.milestones_count > 0 then duties.done_milestones_count || '/' || duties.milestones_count end
        as done_milestones,
    case when duties.milestones_count > 0 then duties.out_of_order_milestones_count end
        as out_of_order_milestones_count,
    case
        when duties.cable_projects_count > 0
            then duties.awaiting_audit_projects_count || '/' || duties.cable_projects_count
    end as awaiting_audit_projects,
    case when duties.returns_due_count > 0 then duties.returns_on_time_count || '/' || duties.returns_due_count end
        as returns_on_time,
    case when duties.returns_due_count > 0 then duties.returns_missing_count end as returns_missing_count
from marts.unit_duties as duties
where duties.as_of_date = :as_of_date
order by duties.unit_code asc
