-- How many milestones have stood with each unit for how many days, over the projects whose chain is reported.
-- One row per unit and number of days. Counted by days and not kept as the longest, so that a milestone that moves on
-- leaves the next longest behind.
-- Scope: sums over projects.
select
    milestones.owner_unit_code as unit_code,
    milestones.days_in_state,
    count(*) as milestones_count
from milestone_status as milestones
where milestones.is_chain_reported and milestones.state = 'current' and milestones.days_in_state is not null
group by milestones.owner_unit_code, milestones.days_in_state
