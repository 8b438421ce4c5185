-- F66: a milestone that a document proves is reported without that document's number.
-- One row per offending line.
select
    lines.line_id,
    'document_number' as column_name,
    lines.milestone_text as milestone
from checking.milestone_lines as lines
where lines.needs_document and lines.document_number is null
