-- The code by which the plan in force knows a name of this kind.
-- One row; none where it does not.
select names.code
from checking.names as names
where names.kind = :kind and names.name = :name
