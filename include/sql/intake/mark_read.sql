-- Mark a return as read.
update raw.returns
set
    state = 'read',
    forms = :forms,
    cutoff_date = :cutoff_date,
    text_encoding = :text_encoding,
    lines_count = :lines_count
where return_id = :return_id
