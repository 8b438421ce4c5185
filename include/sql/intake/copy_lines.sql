copy raw./* form */_lines (
    return_id, sheet_name, row_number, cells, unreadable_columns, /* columns */
) from stdin
