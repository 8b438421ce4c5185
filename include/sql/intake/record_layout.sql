-- Keep where the columns of a form stand in a sheet of a return.
insert into raw.return_layouts (return_id, sheet_name, form, heading_row_numbers, places, language)
values (:return_id, :sheet_name, :form, :heading_row_numbers, cast(:places as jsonb), :language)
