-- Take back where the columns of a return stood.
delete from raw.return_layouts
where return_id = :return_id
