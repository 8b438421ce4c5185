-- Take back what was staged of a return.
delete from raw.progress_lines
where return_id = :return_id
