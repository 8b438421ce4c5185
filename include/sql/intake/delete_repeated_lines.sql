-- Take back what was noted of a return's lines that carry earlier figures.
delete from raw.repeated_lines
where return_id = :return_id
