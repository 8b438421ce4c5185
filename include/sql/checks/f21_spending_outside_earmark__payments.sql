-- F21: a payment for something that the source's money may not be spent on. It is kept out of compliant spending.
-- One row per offending line. A source without a recorded scope is not limited.
select
    lines.line_id,
    'item_text' as column_name,
    lines.item_text as purpose,
    lines.document_number as lot
from checking.payments_lines as lines
cross join checking.plan
where
    lines.item_code is not null
    and exists (
        select 1 from raw.plan_funding_scopes as scopes
        where scopes.plan_version = plan.plan_version and scopes.source_code = lines.source_code
    )
    and not exists (
        select 1 from raw.plan_funding_scopes as scopes
        where
            scopes.plan_version = plan.plan_version
            and scopes.source_code = lines.source_code
            and scopes.item_code = lines.item_code
    )
