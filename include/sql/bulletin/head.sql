-- What the bulletin speaks of: programme, day, versions, completeness.
-- One row.
select
    performance.*,
    versions.programme_name,
    versions.document_title
from /* schema */.programme_performance as performance
inner join pg_temp.evaluation as evaluation on performance.as_of_date = evaluation.as_of_date
inner join raw.plan_versions as versions on performance.plan_version = versions.plan_version
