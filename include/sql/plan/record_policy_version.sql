-- Record a policy, or find the version that has the same content.
-- One row: its version.
with recorded as (

    insert into raw.policy_versions (content_sha256, content, recorded_at)
    values (:content_sha256, cast(:content as jsonb), :recorded_at)
    on conflict (content_sha256) do nothing
    returning policy_version

)

select policy_version from recorded
union all
select versions.policy_version
from raw.policy_versions as versions
where versions.content_sha256 = :content_sha256
limit 1
