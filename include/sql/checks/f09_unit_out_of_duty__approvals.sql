-- F09: the unit has no duty to file approvals, or another unit owns this milestone.
-- One row per offending line.
select
    lines.line_id,
    'milestone_text' as column_name,
    lines.unit_name as unit,
    'approvals' as form_name
from checking.approvals_lines as lines
cross join checking.plan
left join raw.plan_milestones as milestones
    on
        lines.milestone_code = milestones.milestone_code
        and plan.plan_version = milestones.plan_version
where
    milestones.owner_unit_code <> lines.unit_code
    or not exists (
        select 1
        from raw.plan_duties as duties
        where
            duties.plan_version = plan.plan_version
            and duties.unit_code = lines.unit_code
            and duties.form = 'approvals'
    )
