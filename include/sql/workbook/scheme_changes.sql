-- Why each scheme was changed: every change as it stands, of each project the newest first.
-- One row per project and change number. Yuan.
select
    changes.*,
    case when changes.is_newest then 'newest' when changes.is_proposed then 'proposed' else 'confirmed' end as standing
from marts.scheme_changes as changes
where changes.as_of_date = :as_of_date
order by
    changes.project_code asc,
    changes.is_newest desc,
    changes.last_report_date desc,
    changes.first_report_date desc,
    changes.change_number asc
