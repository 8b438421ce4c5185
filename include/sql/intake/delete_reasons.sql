-- Take back the reasons that came along with a return.
delete from raw.warning_reasons
where return_id = :return_id
