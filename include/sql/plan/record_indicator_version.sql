-- Record the evaluators' indicators, or find the version that has the same content.
-- One row: its version.
with recorded as (

    insert into raw.indicator_versions (content_sha256, content, recorded_at)
    values (:content_sha256, cast(:content as jsonb), :recorded_at)
    on conflict (content_sha256) do nothing
    returning indicator_version

)

select indicator_version from recorded
union all
select versions.indicator_version
from raw.indicator_versions as versions
where versions.content_sha256 = :content_sha256
limit 1
