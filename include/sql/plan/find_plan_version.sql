-- The version that has this content already.
-- One row, or none.
select versions.plan_version
from raw.plan_versions as versions
where versions.content_sha256 = :content_sha256
