-- The milestones that each unit owns, of the projects whose chain is reported and to which they apply.
-- One row per unit, project and milestone. Standing project: once per project that stands with the unit.
select
    milestones.owner_unit_code as unit_code,
    milestones.project_code,
    milestones.project_name,
    milestones.milestone_code,
    milestones.milestone_name,
    milestones.state,
    milestones.days_in_state,
    case
        when
            milestones.state = 'current'
            and row_number() over (
                partition by milestones.owner_unit_code, milestones.project_code, milestones.state
                order by milestones.milestone_code
            ) = 1
            then milestones.project_code
    end as standing_project_code
from milestone_status as milestones
where milestones.is_chain_reported and milestones.state <> 'not_applicable'
order by milestones.project_code asc, milestones.milestone_code asc
