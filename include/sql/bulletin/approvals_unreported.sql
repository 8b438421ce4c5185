-- Projects of whose approvals nothing was ever reported.
-- One row, or none.
select
    'unreported' as sentence,
    count(distinct milestones.project_code) as projects_count,
    array_agg(distinct milestones.project_name order by milestones.project_name) as project_names
from /* schema */.milestone_status as milestones
inner join pg_temp.evaluation as evaluation on milestones.as_of_date = evaluation.as_of_date
where not milestones.is_chain_reported
having count(*) > 0
