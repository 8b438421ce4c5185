-- Mark a return as read.
update raw.returns
set
    state = 'read',
    forms = :forms,
    cutoff_date = :cutoff_date,
    file_kind = :file_kind,
    text_encoding = :text_encoding,
    text_delimiter = :text_delimiter,
    lines_count = :lines_count
where return_id = :return_id
