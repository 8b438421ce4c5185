-- Take back what was staged of a return under one form.
delete from raw./* form */_lines
where return_id = :return_id
