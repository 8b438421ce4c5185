-- The projects of which a milestone stands with each unit now. One row per unit and project.
select
    milestones.owner_unit_code as unit_code,
    milestones.project_code,
    milestones.project_name,
    count(*) as milestones_count
from /* schema */.milestone_status as milestones
inner join evaluation on milestones.as_of_date = evaluation.as_of_date
where milestones.is_chain_reported and milestones.state = 'current'
group by milestones.owner_unit_code, milestones.project_code, milestones.project_name
