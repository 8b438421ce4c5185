copy raw.spending_lines (
    return_id, sheet_name, row_number, cells, unreadable_columns, project_text, source_text, document_number,
    cutoff_date, allocated_amount, arrived_amount, paid_amount, previous_paid_amount, period_paid_amount,
    is_correction, correction_document_number, correction_reason, remark
) from stdin
