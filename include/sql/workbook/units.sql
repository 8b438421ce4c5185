-- How each unit stands with what the notice gives it to do; a pair is a part of its whole, a dash where there is none.
-- One row per unit of the plan. Yuan, metres, days; the average of days is their sum over how many they are of.
select
    duties.*,
    case when duties.items_count > 0 then duties.known_items_count || '/' || duties.items_count end as items,
    duties.total_days_in_state::numeric / nullif(duties.dated_milestones_count, 0) as average_days_in_state,
    case when duties.milestones_count > 0 then duties.done_milestones_count || '/' || duties.milestones_count end
        as done_milestones,
    case
        when duties.cable_projects_count > 0
            then duties.awaiting_audit_projects_count || '/' || duties.cable_projects_count
    end as awaiting_audit_projects,
    case when duties.returns_due_count > 0 then duties.returns_on_time_count || '/' || duties.returns_due_count end
        as returns_on_time
from marts.unit_duties as duties
where duties.as_of_date = :as_of_date
order by duties.unit_code asc
