-- F56: an audited cost stands without the document that says so.
-- One row per offending line. Yuan.
select
    lines.line_id,
    'audit_document_number' as column_name,
    lines.audited_cost_amount as value
from checking.cable_lines as lines
where lines.audited_cost_amount is not null and lines.audit_document_number is null
