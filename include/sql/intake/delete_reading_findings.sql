-- Take back what was found while a return was read.
delete from raw.findings
where return_id = :return_id and found_by = 'reading'
