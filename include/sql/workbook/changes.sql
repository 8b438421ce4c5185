-- Each project's contract and changes against its approved estimate; the one with the least headroom first.
-- One row per project. Yuan.
select tracker.*
from marts.change_tracker as tracker
where tracker.as_of_date = :as_of_date
order by tracker.needs_reapproval desc, tracker.headroom_amount asc nulls last, tracker.project_code asc
