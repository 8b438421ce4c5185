-- The milestones each unit owns, over the projects whose chain is reported: how many stand with it and for how long,
-- how many it has done, how many were passed over or are out of order. Days, projects, milestones.
-- One row per unit that owns any milestone of such a project. What does not apply to a project is not counted. A
-- project may stand with a unit at two milestones at once. Days are those of the current ones whose first day is known.
-- Scope: sums over projects.
select
    milestones.owner_unit_code as unit_code,
    count(*) as milestones_count,
    count(distinct milestones.project_code) filter (where milestones.state = 'current') as current_projects_count,
    count(*) filter (where milestones.state = 'current') as current_milestones_count,
    count(milestones.days_in_state) filter (where milestones.state = 'current') as dated_milestones_count,
    sum(milestones.days_in_state) filter (where milestones.state = 'current') as total_days_in_state,
    count(*) filter (where milestones.state = 'done') as done_milestones_count,
    count(*) filter (where milestones.state = 'skipped_order_broken') as out_of_order_milestones_count
from milestone_status as milestones
where milestones.is_chain_reported and milestones.state <> 'not_applicable'
group by milestones.owner_unit_code
