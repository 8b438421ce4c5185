-- The project that a person names by its name, code or alias, in the newest plan.
-- One row; none where the plan knows no such project.
select names.code as project_code
from checking.names as names
where names.kind = 'project' and names.name = replace(:name, ' ', '')
