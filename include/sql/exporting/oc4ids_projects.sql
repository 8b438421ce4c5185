-- What a published day says of each project, for the open-contracting description.
-- One row per project.
select
    versions.programme_code,
    versions.programme_name,
    versions.document_title,
    performance.*
from marts.project_performance as performance
inner join raw.plan_versions as versions on performance.plan_version = versions.plan_version
where performance.as_of_date = :as_of_date
order by performance.serial_number
