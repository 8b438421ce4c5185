-- Projects of whose approvals nothing was ever reported.
-- One row, or none.
with unreported as (

    select
        milestones.project_code,
        max(milestones.project_name) as project_name
    from /* schema */.milestone_status as milestones
    inner join pg_temp.evaluation as evaluation on milestones.as_of_date = evaluation.as_of_date
    where not milestones.is_chain_reported
    group by milestones.project_code

)

select
    'unreported' as sentence,
    count(*) as projects_count,
    array_agg(unreported.project_name order by unreported.project_code) as project_names
from unreported
having count(*) > 0
