copy raw.progress_lines (
    return_id, sheet_name, row_number, cells, unreadable_columns, project_text, item_text, cutoff_date,
    completed_percent, previous_completed_percent, period_completed_percent, investment_amount,
    completed_households_count, completed_buildings_count, completed_area_quantity,
    is_correction, correction_document_number, correction_reason, remark
) from stdin
