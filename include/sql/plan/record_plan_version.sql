-- Record a new plan version.
-- One row: its number.
insert into raw.plan_versions (
    programme_code, programme_name, document_title, document_date, effective_date, content_sha256, recorded_at
)
values (
    :programme_code, :programme_name, :document_title, :document_date, :effective_date, :content_sha256, :recorded_at
)
returning plan_version
