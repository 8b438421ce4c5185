-- The projects, units, items, funding sources and milestones that a person names by name, code or alias, in the newest
-- plan. One row per code; none where the plan knows nothing of the name.
select distinct names.code
from checking.names as names
where names.name = replace(:name, ' ', '')
order by names.code asc
