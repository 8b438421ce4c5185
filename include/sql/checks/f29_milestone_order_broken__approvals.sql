-- F29: a milestone is dated before one that must come first, or one that must come first is not reported at all.
-- One row per offending line and earlier milestone at fault, the first of them.
select
    lines.line_id,
    'event_date' as column_name,
    lines.event_date as value,
    min(guards.milestone_name) as guard,
    max(earlier.event_date) as guard_date
from checking.approvals_lines as lines
cross join checking.plan
inner join raw.plan_milestones as milestones
    on
        lines.milestone_code = milestones.milestone_code
        and plan.plan_version = milestones.plan_version
inner join raw.plan_milestones as guards
    on
        plan.plan_version = guards.plan_version
        and guards.milestone_code = any(milestones.guard_milestone_codes)
inner join checking.approvals_history as earlier
    on
        lines.project_code = earlier.project_code
        and guards.milestone_code = earlier.milestone_code
where lines.event_date < earlier.event_date
group by lines.line_id, lines.event_date
