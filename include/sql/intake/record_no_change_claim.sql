-- Record a sheet's tick of 本期无变化.
insert into raw.no_change_claims (return_id, form, sheet_name, cutoff_date, last_row_number, repeats)
values (:return_id, :form, :sheet_name, :cutoff_date, :last_row_number, :repeats)
on conflict do nothing
